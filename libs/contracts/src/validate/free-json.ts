import type { JsonObject, JsonValue } from '@bufbuild/protobuf';
import { below, type Report } from '../json/report.js';
import { normalText } from './text.js';

/** Free JSON with its texts normalised as all texts are: the database keeps neither NUL nor half characters. */
export function normalObject(object: JsonObject, at: string, report: Report): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      if (!key.isWellFormed()) report.add(below(at, key), 'INVALID_FORMAT', { expected: 'Unicode' });
      return [normalText(key, 0), normalValue(value, below(at, key), report)];
    }),
  );
}

function normalValue(value: JsonValue, at: string, report: Report): JsonValue {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) report.add(at, 'INVALID_FORMAT', { expected: 'Unicode' });
    return normalText(value, 0);
  }
  if (Array.isArray(value)) return value.map((each, index) => normalValue(each, below(at, index), report));
  return typeof value === 'object' && value !== null ? normalObject(value, at, report) : value;
}
