import type { DescField, DescMessage, DescMethod } from '@bufbuild/protobuf';
import { rulesOf } from '../options.js';
import type { Binding } from '../route/binding.js';
import { fieldNotes, fieldSchema } from './field-schema.js';
import { tidy, type JsonSchema } from './json-schema.js';
import { maskPattern, namesPattern } from './names-pattern.js';
import { isMask, type SchemaBook } from './schema-book.js';

/** Every parameter of an rpc's route: of its path, its query, and its headers. */
export function parametersOf(method: DescMethod, binding: Binding, book: SchemaBook): JsonSchema[] {
  const inPath = binding.variables.map(({ name, field }) => parameter(field, { name, in: 'path', required: true }, fieldSchema(field, 'input', noNested)));
  const inQuery = binding.query.map((field) => {
    const { required } = rulesOf(field);
    return parameter(field, { name: field.name, in: 'query', required: required || undefined }, querySchema(field, method, binding, book));
  });
  return [...inPath, ...inQuery, ...headerNames(binding).map((name) => ({ $ref: `#/components/parameters/${name}` }))];
}

function headerNames({ route, etag }: Binding): string[] {
  const writes = route.verb === 'GET' ? [] : ['Idempotency-Key', ...(etag ? ['If-Match'] : [])];
  return [...writes, 'Accept-Language', 'Prefer'];
}

function parameter(field: DescField, place: JsonSchema, schema: JsonSchema): JsonSchema {
  const { description, ...notes } = fieldNotes(field);
  const { example } = rulesOf(field);
  return tidy({ ...place, description, schema, example: schema['type'] === 'string' ? example : undefined, ...notes });
}

function noNested(desc: DescMessage): never {
  throw new Error(`${desc.typeName} cannot be a parameter`);
}

/** Names in a query are those of the record: which can be said exactly. */
function querySchema(field: DescField, method: DescMethod, { body }: Binding, book: SchemaBook): JsonSchema {
  const schema = fieldSchema(field, 'input', noNested);
  return tidy({ ...schema, pattern: isMask(field) && body ? maskPattern(body.desc, book) : (namesPattern(field.name, method, book) ?? schema['pattern']) });
}

/** Header parameters that operations share. */
export const headerParameters: Readonly<Record<string, JsonSchema>> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A name for this very write, made by the caller (a UUID, say): however often it is sent within 24 hours, it happens once, and the first answer comes back.',
    schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description:
      'The `ETag` of the version that was read: the write happens only if nobody changed the record since. Its quotes may be left out. `*` or none: unconditionally.',
    schema: { type: 'string', pattern: '^(?:"[!#-~]{1,64}"|[!#-~]{1,64})$' },
    example: '*',
  },
  'Accept-Language': {
    name: 'Accept-Language',
    in: 'header',
    description: 'The language of problems: `en` or `ru`.',
    schema: { type: 'string', examples: ['ru'] },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description: '`wait=` and the seconds that the caller is willing to wait, up to 60.',
    schema: { type: 'string', examples: ['wait=20'] },
  },
};
