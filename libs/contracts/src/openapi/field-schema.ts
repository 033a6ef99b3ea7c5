import { ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { enumNames } from '../json/enum-names.js';
import { PiiClass, rulesOf, type FieldRules } from '../options.js';
import { comments } from '../gen/comments.js';
import { tidy, type JsonSchema } from './json-schema.js';
import { textInput, textOutput } from './text-schema.js';

/** Whether a schema describes what callers send or what they get. */
export type Side = 'input' | 'output';

/** Gives the schema of a nested message on the same side. */
export type Nested = (desc: DescMessage) => JsonSchema;

/** The schema of a field's value: of the whole list or map, where it is one. */
export function fieldSchema(field: DescField, side: Side, nested: Nested): JsonSchema {
  const rules = rulesOf(field);
  const one = valueSchema(field, side, nested);
  if (field.fieldKind === 'list') {
    const least = Math.max(rules.minItems, rules.required ? 1 : 0);
    return tidy({ type: 'array', items: one, ...(side === 'input' ? { minItems: least || undefined, maxItems: rules.maxItems || undefined } : {}) });
  }
  return field.fieldKind === 'map' ? { type: 'object', additionalProperties: one } : one;
}

/** What is said of a field beside its type. */
export function fieldNotes(field: DescField): JsonSchema {
  const { pii, unique, since, sortable, filterable } = rulesOf(field);
  return tidy({
    description: comments[`${field.parent.typeName}.${field.name}`],
    'x-personal-data': pii === PiiClass.UNSPECIFIED ? undefined : PiiClass[pii].toLowerCase().replaceAll('_', '-'),
    'x-unique': unique || undefined,
    'x-sortable': sortable || undefined,
    'x-filterable': filterable || undefined,
    'x-since': since,
  });
}

function valueSchema(field: DescField, side: Side, nested: Nested): JsonSchema {
  const rules = rulesOf(field);
  if (field.message) return knownSchemas[field.message.typeName] ?? nested(field.message);
  if (field.enum) return { type: 'string', enum: [...enumNames(field.enum).names], description: comments[field.enum.typeName] };
  if (field.scalar !== ScalarType.STRING) return scalarSchema(field.scalar, rules, side);
  return side === 'output' ? textOutput(rules) : textInput(rules, rules.required || field.fieldKind === 'list');
}

const knownSchemas: Readonly<Record<string, JsonSchema>> = {
  'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
  'google.protobuf.Duration': { type: 'string', pattern: '^-?\\d{1,12}(?:\\.\\d{1,9})?s$' },
  'google.protobuf.FieldMask': { type: 'string' },
  'google.protobuf.Struct': { type: 'object', additionalProperties: true },
  'google.protobuf.Value': {},
  'google.protobuf.Empty': { type: 'object', additionalProperties: false },
};

const int32 = { type: 'integer', format: 'int32', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const uint32 = { type: 'integer', format: 'int64', minimum: 0, maximum: 2 ** 32 - 1 };
const long = { type: 'string', format: 'int64', pattern: '^-?\\d{1,18}$' };
const ulong = { type: 'string', format: 'uint64', pattern: '^\\d{1,19}$' };

function scalarSchema(scalar: ScalarType, rules: FieldRules, side: Side): JsonSchema {
  const schema = scalarForms[scalar] ?? {};
  if (side === 'output' || schema['type'] === 'boolean' || schema['type'] === 'string') return schema;
  const { min, max } = rules;
  return { ...schema, ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
}

const scalarForms: Readonly<Partial<Record<ScalarType, JsonSchema>>> = {
  [ScalarType.BOOL]: { type: 'boolean' },
  [ScalarType.BYTES]: { type: 'string', contentEncoding: 'base64' },
  [ScalarType.DOUBLE]: { type: 'number', format: 'double' },
  [ScalarType.FLOAT]: { type: 'number', format: 'float' },
  [ScalarType.INT32]: int32,
  [ScalarType.SINT32]: int32,
  [ScalarType.SFIXED32]: int32,
  [ScalarType.UINT32]: uint32,
  [ScalarType.FIXED32]: uint32,
  [ScalarType.INT64]: long,
  [ScalarType.SINT64]: long,
  [ScalarType.SFIXED64]: long,
  [ScalarType.UINT64]: ulong,
  [ScalarType.FIXED64]: ulong,
};
