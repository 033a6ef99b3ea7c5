import type { DescMessage } from '@bufbuild/protobuf';
import { nounOf } from '../options.js';
import { orNull, tidy, type JsonSchema } from './json-schema.js';

/** A field that a tenant added, as far as the API's pages show it. */
export interface CustomFieldSketch {
  /** The noun as its contract is named, in lower case with hyphens: `contact`. */
  readonly noun: string;
  readonly key: string;
  readonly type: 'text' | 'number' | 'date' | 'flag' | 'choice';
  /** Its name for people. */
  readonly label?: string;
  /** For `choice`. */
  readonly choices?: readonly string[];
}

/** The tenant's fields of one record. */
export function ownFields(record: DescMessage, fields: readonly CustomFieldSketch[]): readonly CustomFieldSketch[] {
  const noun = record.name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
  return fields.filter((field) => field.noun === noun);
}

/** The schema of a record's `custom`: exactly the tenant's fields when they are known, any object otherwise. */
export function customSchema(record: DescMessage, fields: readonly CustomFieldSketch[] | undefined, nullable: boolean): JsonSchema | undefined {
  if (!nounOf(record)?.customFields) return undefined;
  if (!fields) return { type: 'object', additionalProperties: true };
  const properties = Object.fromEntries(ownFields(record, fields).map((field) => [field.key, nullable ? orNull(sketched(field)) : sketched(field)]));
  return { type: 'object', properties, additionalProperties: false };
}

function sketched({ type, label, choices }: CustomFieldSketch): JsonSchema {
  return tidy({ ...schemas[type], enum: type === 'choice' && choices ? [...choices] : undefined, description: label });
}

const schemas: Readonly<Record<CustomFieldSketch['type'], JsonSchema>> = {
  text: { type: 'string' },
  number: { type: 'number' },
  date: { type: 'string', format: 'date' },
  flag: { type: 'boolean' },
  choice: { type: 'string' },
};
