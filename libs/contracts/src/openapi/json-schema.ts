/** A JSON Schema (2020-12), as far as this house writes them. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A schema that stands under `components`. */
export function schemaRef(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** The same, and `null`: in a request it means that the field is left out, in a change that it is emptied. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [schema['type'], 'null'], ...(Array.isArray(schema['enum']) ? { enum: [...(schema['enum'] as unknown[]), null] } : {}) };
}

/** Without the keywords that have no value. */
export function tidy(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined && value !== ''));
}
