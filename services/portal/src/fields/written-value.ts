import type { FieldKind, FieldValue, Messenger, Point, PostalAddress } from '../nouns/noun.js';
import { writtenAddresses } from './postal-address.js';

/** A value as it is sent: texts without space around them, lists without lines left blank. */
export function writtenValue(kind: FieldKind, value: FieldValue): FieldValue {
  if (kind === 'addresses') return writtenAddresses((value as readonly PostalAddress[] | undefined) ?? []);
  if (kind === 'tags') return value;
  if (Array.isArray(value)) return writtenLines(value as readonly (Point | Messenger)[]);
  return typeof value === 'string' ? value.trim() : value;
}

function writtenLines<Line extends { readonly value: string }>(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ value }) => value.trim() !== '').map((line) => ({ ...line, value: line.value.trim() }));
}
