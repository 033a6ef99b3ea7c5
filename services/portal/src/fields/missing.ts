import type { FieldTroubles } from '../api/trouble.js';
import type { Say } from '../i18n/text.js';
import type { FieldValue, Noun } from '../nouns/noun.js';
import { isEmpty, type Field } from './field.js';
import { writtenValue } from './written-value.js';

type Values = Readonly<Record<string, FieldValue>>;

/** What a form lacks of the fields that must not be left empty, as it is said at them. */
export function missingIn(fields: readonly Field[], values: Values, say: Say): FieldTroubles {
  return new Map(fields.filter((field) => field.isRequired && !isFilled(field, values)).map(({ pointer }) => [pointer, say('field.required')]));
}

/** The same of a new record, of which a noun may also ask for one of several fields; that is said at the first of them. */
export function missingOf(noun: Pick<Noun, 'needsOneOf'>, fields: readonly Field[], values: Values, say: Say): FieldTroubles {
  const group = oneOf(noun, fields);
  const lacksAll = group.length > 0 && !group.some((field) => isFilled(field, values));
  return new Map([
    ...missingIn(fields, values, say),
    ...(lacksAll ? ([[group[0]!.pointer, say('field.oneRequired', { fields: labelsOf(group) })]] as const) : []),
  ]);
}

/** The fields of which one is enough. */
export function oneOf({ needsOneOf = [] }: Pick<Noun, 'needsOneOf'>, fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ path }) => needsOneOf.includes(path));
}

export function labelsOf(fields: readonly Field[]): string {
  return fields.map(({ label }) => label.toLowerCase()).join(', ');
}

function isFilled({ kind, path }: Field, values: Values): boolean {
  return !isEmpty(writtenValue(kind, values[path]));
}
