import { below, type Report } from './report.js';
import type { Read } from './read-scalar.js';

const deepest = 16;

/** Free JSON such as `custom`: any object that survives the wire. A key `__proto__` would be lost in decoding, so it is refused. */
export const readFreeObject: Read = (value, at, report) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return report.wrongType(at, 'object');
  const before = report.violations.length;
  checkFree(value, at, report, 0);
  return report.violations.length === before ? value : undefined;
};

function checkFree(value: unknown, at: string, report: Report, depth: number): void {
  if (typeof value === 'string') report.holds(at, value);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= deepest) return report.add(at, 'INVALID_FORMAT', { expected: 'at most {levels} levels', levels: deepest });
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') report.add(below(at, key), 'INVALID_FORMAT', { expected: 'another name' });
    else if (report.holds(below(at, key), key)) checkFree(inner, below(at, key), report, depth + 1);
  }
}
