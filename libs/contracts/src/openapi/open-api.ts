import type { DescMethod } from '@bufbuild/protobuf';
import { comments } from '../gen/comments.js';
import { ProblemSchema } from '../gen/index.js';
import { services } from '../registry.js';
import { bindingOf } from '../route/binding.js';
import { headers, problemResponses, problemSchema } from './answers.js';
import type { CustomFieldSketch } from './custom-fields.js';
import { doorPaths, doorSchemas } from './door-paths.js';
import type { JsonSchema } from './json-schema.js';
import { operationOf, tagOf } from './operation.js';
import { headerParameters } from './parameters.js';
import { SchemaBook } from './schema-book.js';
import { securitySchemes } from './security.js';

/** What one installation says of itself in its API's description. */
export interface OpenApiOptions {
  /** Where the API is, such as `https://crm.example.org`. */
  readonly serverUrl: string;
  /** The version of the contracts. */
  readonly version: string;
  /** The identity provider's realm, such as `https://id.example.org/realms/rapport`. */
  readonly issuer?: string;
  /** Name of the portal's session cookie. */
  readonly sessionCookie?: string;
  /** The tenant's own fields: `custom` is then described exactly. */
  readonly customFields?: readonly CustomFieldSketch[];
}

/** The OpenAPI 3.1 document of this installation, from the contracts alone. Throws when two rpcs want one name or one route. */
export function openApi({ serverUrl, version, issuer, sessionCookie = 'rapport_session', customFields }: OpenApiOptions): object {
  const book = new SchemaBook(customFields);
  book.output(ProblemSchema);
  const paths = pathsOf(book);
  const schemes = securitySchemes(issuer, sessionCookie);
  return {
    openapi: '3.1.0',
    info: { title: 'Rapport', version, description: introduction, license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' } },
    servers: [{ url: serverUrl }],
    tags: tagsOf(),
    security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    paths: { ...paths, ...doorPaths },
    components: {
      securitySchemes: schemes,
      parameters: headerParameters,
      headers,
      responses: problemResponses(),
      schemas: { ...book.schemas, Problem: problemSchema(book.schemas['Problem'] ?? {}), ...doorSchemas },
    },
  };
}

function pathsOf(book: SchemaBook): Record<string, Record<string, JsonSchema>> {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  const names = new Set<string>();
  for (const method of routed()) {
    const binding = bindingOf(method)!;
    const path = binding.variables.reduce((template, variable) => template.replace(`{${variable.path}}`, `{${variable.name}}`), binding.route.path);
    const verb = binding.route.verb.toLowerCase();
    const item = (paths[path] ??= {});
    if (item[verb] || names.has(method.localName))
      throw new Error(`${method.toString()}: ${binding.route.verb} ${path} or the name ${method.localName} is taken`);
    names.add(method.localName);
    item[verb] = operationOf(method, binding, book);
  }
  return paths;
}

function routed(): DescMethod[] {
  return services.flatMap((service) => service.methods.filter((method) => bindingOf(method)));
}

function tagsOf(): JsonSchema[] {
  const tags = new Map(routed().map((method) => [tagOf(method), comments[method.parent.typeName] ?? '']));
  tags.set('Me', 'Who is signed in.').set('Changes', 'What changes, as it happens.');
  return [...tags].map(([name, description]) => ({ name, description }));
}

const introduction = `Customers, and what happens with them.

**JSON.** Names are those of the contract. In answers, what is empty is left out: no text, no items, \`false\`, 0, nothing chosen. Only the list that an answer is about always stands.
In requests, \`null\` is the same as leaving a field out, and in a change it empties the field. A name that does not exist is refused. What the system sets is ignored, so a record
that was read can be sent back as it is. Instants are RFC 3339, 64-bit integers are strings, choices are lower-case words.

**Writes.** Send an \`Idempotency-Key\`, and a write happens once however often it is sent. Send \`If-Match\` with the \`ETag\` you read, and nobody's change is lost.

**Refusals** are problem documents (RFC 9457) in the caller's language; \`reason\` is for programs, \`errors[].pointer\` says where: a JSON pointer into the body, \`?name\` in the query, \`{name}\` in the path.

**Lists** are paged: send \`next_page_token\` of the answer as \`page_token\` until it is missing.`;
