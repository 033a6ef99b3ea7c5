import type { DescMethod } from '@bufbuild/protobuf';
import { bindingOf, recordPathOf } from '../route/binding.js';
import { services } from '../registry.js';
import type { JsonSchema } from './json-schema.js';

/** What can be done next with the record that an rpc answers: every operation at its address, by its id. */
export function linksOf(method: DescMethod): Record<string, JsonSchema> | undefined {
  const path = method.output.fields.some(({ name }) => name === 'id') ? recordPathOf(method) : undefined;
  if (path === undefined) return undefined;
  const next = services.flatMap((service) => service.methods).filter((other) => other !== method && standsAt(other, path));
  const links = next.map((other) => [other.localName, { operationId: other.localName, parameters: { id: '$response.body#/id' } }] as const);
  return links.length > 0 ? Object.fromEntries(links) : undefined;
}

function standsAt(method: DescMethod, path: string): boolean {
  const binding = bindingOf(method);
  return binding?.variables[0]?.name === 'id' && binding.route.path.startsWith(`${path}{`);
}
