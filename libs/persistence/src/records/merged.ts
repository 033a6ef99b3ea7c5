import { isDeepStrictEqual } from 'node:util';
import { AppError } from '@rapport/kernel';
import type { RecordShape } from './record-shape.js';
import type { Values } from './sealing.js';

/** A record with the fields that a mask names taken from a patch; a named field that the patch lacks is cleared. Without a mask, every field that the patch has. */
export function merged<T extends object>(shape: RecordShape, current: T, patch: Values, paths: readonly string[] | undefined): T {
  const before = current as Values;
  const result: Record<string, unknown> = { ...before };
  for (const path of paths ?? presentIn(shape, patch)) {
    const [name = '', ...inner] = path.split('.');
    const column = shape.columns.find((one) => one.name === name);
    if (!column) {
      if (shape.desc.fields.some((field) => field.name === name)) continue;
      throw new AppError('invalid', 'INVALID_REQUEST', {
        violations: [{ pointer: '/update_mask', reason: 'INVALID_FIELD_MASK', params: { field: path.slice(0, 60) } }],
      });
    }
    if (column.outputOnly || (column.immutable && isUntouched(before[column.key], patch[column.key]))) continue;
    if (column.immutable) throw new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: `/${column.name}`, reason: 'IMMUTABLE' }] });
    result[column.key] =
      inner.length > 0 ? withKey(before[column.key] as Values, inner.join('.'), patch[column.key] as Values) : blankOr(patch[column.key], before[column.key]);
  }
  return result as T;
}

function presentIn(shape: RecordShape, patch: Values): string[] {
  return shape.columns.filter((column) => !isEmpty(patch[column.key])).map((column) => column.name);
}

function withKey(current: Values = {}, key: string, patch: Values = {}): Values {
  const { [key]: _, ...others } = current;
  return patch[key] === undefined || patch[key] === null ? others : { ...others, [key]: patch[key] };
}

/** What a cleared field holds: nothing, in the form that the field has. */
function blankOr(value: unknown, current: unknown): unknown {
  if (value !== undefined) return value;
  if (Array.isArray(current)) return [];
  return typeof current === 'string' ? '' : undefined;
}

/** A record that was read may be sent back as it is. */
function isUntouched(current: unknown, patch: unknown): boolean {
  return isEmpty(patch) || isDeepStrictEqual(patch, current);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}
