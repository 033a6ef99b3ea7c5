import type { Field } from '../fields/field.js';
import type { FieldValue } from '../nouns/noun.js';

type Held = Pick<Field, 'kind' | 'choices'>;

/** What a field's control gave, as a filter says it. */
export function heldValue({ kind, choices }: Held, value: FieldValue): string | number {
  if (value === undefined) return '';
  if (kind === 'choice') return choices.find(({ means }) => means === value)?.word ?? '';
  if (kind === 'number') return Number(value);
  return typeof value === 'object' ? '' : String(value);
}

/** What a filter says, as a field's control shows it. */
export function shownValue({ kind, choices }: Held, held: string | number): FieldValue {
  if (held === '') return undefined;
  if (kind === 'choice') return choices.find(({ word }) => word === held)?.means;
  if (kind === 'flag') return held === 'true';
  return held;
}
