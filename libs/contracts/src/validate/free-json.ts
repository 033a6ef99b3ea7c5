import type { JsonObject, JsonValue } from '@bufbuild/protobuf';
import { normalText } from './text.js';

/** Free JSON with its texts and names normalised as all texts are. */
export function normalObject(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [normalText(key, 0), normalValue(value)]));
}

function normalValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return normalText(value, 0);
  if (Array.isArray(value)) return value.map(normalValue);
  return typeof value === 'object' && value !== null ? normalObject(value) : value;
}
