import type { FieldKind, FieldValue } from '../nouns/noun.js';
import { standings, standingOf } from '../nouns/standing.js';

/** What a field's control gave, as a filter says it. */
export function heldValue(kind: FieldKind, value: FieldValue): string | number {
  if (value === undefined) return '';
  if (kind === 'standing') return standingOf(Number(value))?.word ?? '';
  if (kind === 'number') return Number(value);
  return typeof value === 'boolean' ? String(value) : String(value);
}

/** What a filter says, as a field's control shows it. */
export function shownValue(kind: FieldKind, held: string | number): FieldValue {
  if (held === '') return undefined;
  if (kind === 'standing') return standings.find(({ word }) => word === held)?.value;
  if (kind === 'flag') return held === 'true';
  return held;
}
