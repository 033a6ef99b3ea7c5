import type { DescField } from '@bufbuild/protobuf';
import type { Violation } from '@rapport/kernel';
import type { RequestShape } from './request-shape.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * The mask of a PATCH without one: what the body names, also with `null`, which clears it. Free fields (`custom`) are named key by key,
 * so that changing one does not clear the others.
 */
export function maskOf(shape: RequestShape, body: Json): string {
  const paths = Object.keys(body).flatMap((name) => {
    const field = shape.maskable.get(name);
    return field ? pathsOf(field, body[name]) : [];
  });
  return paths.join(',');
}

function pathsOf(field: DescField, value: unknown): string[] {
  const isFree = field.message?.typeName === 'google.protobuf.Struct';
  if (!isFree || typeof value !== 'object' || value === null) return [field.name];
  return Object.keys(value).map((key) => `${field.name}.${key}`);
}

/** What is wrong with a mask that the caller wrote: names that are no field of the record, or cannot be written. */
export function maskViolations(shape: RequestShape, mask: string): Violation[] {
  const names = mask
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  const unknown = names.filter((path) => !shape.maskable.has(path.split('.')[0]!));
  return unknown.map((path) => ({ pointer: `/${shape.mask}`, reason: 'INVALID_FIELD_MASK', params: { field: path.slice(0, 100) } }));
}
