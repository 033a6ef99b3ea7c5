import type { DescField, DescMessage, DescMethod } from '@bufbuild/protobuf';
import { nounOf, rulesOf } from '../options.js';
import type { JsonSchema } from './json-schema.js';

/** Fields of a list's request that hold names of the record's fields: which those may be, said exactly. Nothing for another field. */
export function namesPattern(name: string, { output }: DescMethod): string | undefined {
  const listed = output.fields.map((field) => (field.fieldKind === 'list' ? field.message : undefined)).find((desc) => desc && nounOf(desc));
  if (!listed) return undefined;
  if (name === 'order_by') return listOf(namesOf(listed, (field) => rulesOf(field).sortable), '(?: (?:asc|desc))?');
  return name === 'fields' ? listOf(namesOf(listed, () => true), '') : undefined;
}

/** What a mask of changes to the record may hold. */
export function maskPattern(record: DescMessage): string {
  return listOf(namesOf(record, (field) => !rulesOf(field).outputOnly), '');
}

/** The schema of a request's body with those names in it. */
export function withNames(schema: JsonSchema, method: DescMethod): JsonSchema {
  const properties = Object.entries(schema['properties'] as Record<string, JsonSchema>).map(([name, property]) => {
    const pattern = namesPattern(name, method);
    return [name, pattern === undefined ? property : { ...property, pattern }] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function namesOf(record: DescMessage, wanted: (field: DescField) => boolean): string[] {
  const names = record.fields.filter(wanted).map((field) => field.name);
  return nounOf(record)?.customFields ? [...names, 'custom\\.[a-z0-9][a-z0-9._-]*'] : names;
}

function listOf(names: readonly string[], suffix: string): string {
  const one = `(?:${names.join('|')})${suffix}`;
  return `^(?:${one}(?:,${one})*)?$`;
}
