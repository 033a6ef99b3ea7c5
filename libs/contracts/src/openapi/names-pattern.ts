import type { DescField, DescMessage, DescMethod } from '@bufbuild/protobuf';
import { nounOf, rulesOf } from '../options.js';
import type { JsonSchema } from './json-schema.js';
import type { SchemaBook } from './schema-book.js';

/** Fields of a list's request that hold names of the record's fields: which those may be, said exactly. Nothing for another field. */
export function namesPattern(name: string, { output }: DescMethod, book: SchemaBook): string | undefined {
  const listed = output.fields.map((field) => (field.fieldKind === 'list' ? field.message : undefined)).find((desc) => desc && nounOf(desc));
  if (!listed) return undefined;
  if (name === 'order_by') return `^(?:${oneOf(namesOf(listed, book, (field) => rulesOf(field).sortable))}(?: (?:asc|desc))?)?$`;
  return name === 'fields' ? listPattern(namesOf(listed, book, () => true)) : undefined;
}

/** What a mask of changes to the record may hold. */
export function maskPattern(record: DescMessage, book: SchemaBook): string {
  return listPattern(namesOf(record, book, (field) => !rulesOf(field).outputOnly));
}

/** The schema of a request's body with those names in it. */
export function withNames(schema: JsonSchema, method: DescMethod, book: SchemaBook): JsonSchema {
  const properties = Object.entries(schema['properties'] as Record<string, JsonSchema>).map(([name, property]) => {
    const pattern = namesPattern(name, method, book);
    return [name, pattern === undefined ? property : { ...property, pattern }] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function namesOf(record: DescMessage, book: SchemaBook, wanted: (field: DescField) => boolean): string[] {
  const names = record.fields.filter(wanted).map((field) => field.name);
  if (!nounOf(record)?.customFields) return names;
  const own = book.customKeys(record)?.map((key) => `custom\\.${key.replaceAll('.', '\\.')}`);
  return [...names, ...(own ?? ['custom\\.[a-z0-9][a-z0-9._-]*'])];
}

function listPattern(names: readonly string[]): string {
  return `^(?:${oneOf(names)}(?:,${oneOf(names)})*)?$`;
}

function oneOf(names: readonly string[]): string {
  return `(?:${names.join('|')})`;
}
