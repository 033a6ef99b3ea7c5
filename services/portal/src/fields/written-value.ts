import type { FieldValue, Point } from '../nouns/noun.js';
import { writtenPoints } from './points-input.js';

/** A value as it is sent: texts without space around them, lists without blanks. */
export function writtenValue(value: FieldValue): FieldValue {
  if (Array.isArray(value)) return writtenPoints(value as readonly Point[]);
  return typeof value === 'string' ? value.trim() : value;
}
