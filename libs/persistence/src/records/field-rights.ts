import { AppError, type Rights, type Violation } from '@rapport/kernel';
import type { RecordShape } from './record-shape.js';

/** Keys of the fields that these rights do not show. */
export function hiddenFields(shape: RecordShape, rights: Rights): ReadonlySet<string> {
  return new Set(shape.columns.filter((column) => column.pii && !rights.sees(column.pii)).map((column) => column.key));
}

/** Refuses a write to fields that the caller may not see: what one cannot read one must not overwrite. */
export function assertMayWrite(shape: RecordShape, rights: Rights, keys: readonly string[]): void {
  const hidden = hiddenFields(shape, rights);
  const violations: Violation[] = shape.columns
    .filter((column) => hidden.has(column.key) && keys.includes(column.key) && !column.outputOnly)
    .map((column) => ({ pointer: `/${column.name}`, reason: 'FIELD_FORBIDDEN' as const }));
  if (violations.length > 0) throw new AppError('forbidden', 'FIELD_FORBIDDEN', { violations });
}
