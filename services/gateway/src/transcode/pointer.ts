import type { Violation } from '@rapport/kernel';
import type { RequestShape } from './request-shape.js';

/**
 * Where in the HTTP request the caller wrote what the rpc's message has at `pointer`: a JSON pointer into the body,
 * `?name` for a parameter of the query, `{name}` for one of the path.
 */
export function placeOf(shape: RequestShape, pointer: string): string {
  if (!pointer.startsWith('/')) return pointer;
  for (const { path } of shape.variables) if (pointer === `/${path.join('/')}`) return `{${path.join('.')}}`;
  const end = pointer.indexOf('/', 1);
  const first = pointer.slice(1, end < 0 ? undefined : end);
  if (shape.query.has(first)) return `?${first}`;
  return first === shape.body ? pointer.slice(first.length + 1) : pointer;
}

/** The same for a whole list of violations. */
export function placed(shape: RequestShape, violations: readonly Violation[]): Violation[] {
  return violations.map((violation) => ({ ...violation, pointer: placeOf(shape, violation.pointer) }));
}
