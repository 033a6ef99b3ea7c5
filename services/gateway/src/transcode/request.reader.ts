import type { Message } from '@bufbuild/protobuf';
import { readJson } from '@rapport/contracts';
import { AppError, type Violation } from '@rapport/kernel';
import { placed } from './pointer.js';
import type { Query } from './query.reader.js';
import type { RequestShape } from './request-shape.js';
import { maskOf, maskViolations } from './update-mask.js';

/** The parts of an HTTP request that fill a message. */
export interface RequestParts {
  /** Decoded variables of the path, in their order. */
  readonly variables: readonly string[];
  readonly query: Query;
  /** The body's JSON; undefined when there is none. */
  readonly body: unknown;
  /** The version of `If-Match`. */
  readonly etag: string | undefined;
}

type Json = Record<string, unknown>;

/** The rpc's message of an HTTP request. Throws `invalid` INVALID_REQUEST with everything that is wrong, each with its place. */
export function readRequest(shape: RequestShape, parts: RequestParts): Message {
  const violations: Violation[] = [];
  const json = jsonOfBody(shape, parts.body, violations);
  putQuery(shape, parts.query, json, violations);
  putMask(shape, parts.body, json, violations);
  putVariables(shape, parts.variables, json, violations);
  if (parts.etag !== undefined && shape.etag) putAt(json, shape.etag, parts.etag);
  const read = readJson(shape.input, json);
  violations.push(...read.violations);
  if (violations.length > 0) throw new AppError('invalid', 'INVALID_REQUEST', { violations: placed(shape, violations) });
  return read.message;
}

function jsonOfBody(shape: RequestShape, body: unknown, violations: Violation[]): Json {
  if (body === undefined) return {};
  if (shape.body !== '' && shape.body !== '*') return { [shape.body]: isObject(body) ? { ...body } : body };
  if (!isObject(body)) violations.push({ pointer: '', reason: 'WRONG_TYPE', params: { expected: 'object' } });
  else if (shape.body === '*') return { ...body };
  else for (const name of Object.keys(body)) violations.push({ pointer: `/${name.slice(0, 100)}`, reason: 'UNKNOWN_FIELD', params: { known: '–' } });
  return {};
}

function putQuery(shape: RequestShape, query: Query, json: Json, violations: Violation[]): void {
  for (const [name, given] of query) {
    const parameter = shape.query.get(name);
    const pointer = `?${name.slice(0, 100)}`;
    if (!parameter) {
      violations.push({ pointer, reason: 'UNKNOWN_FIELD', params: { known: [...shape.query.keys()].join(', ') || '–' } });
    } else if (!parameter.many && given.length > 1) {
      violations.push({ pointer, reason: 'TOO_MANY', params: { max: 1 } });
    } else {
      const values = given.map((text) => parameter.read(text));
      for (const value of values) if ('reason' in value) violations.push({ pointer, ...value });
      const read = values.flatMap((value) => ('json' in value ? [value.json] : []));
      if (read.length > 0) json[name] = parameter.many ? read : read[0];
    }
  }
}

function putMask(shape: RequestShape, body: unknown, json: Json, violations: Violation[]): void {
  if (shape.mask === undefined || !isObject(body)) return;
  const given = json[shape.mask];
  if (typeof given === 'string') violations.push(...maskViolations(shape, given));
  else json[shape.mask] = maskOf(shape, body);
}

function putVariables(shape: RequestShape, given: readonly string[], json: Json, violations: Violation[]): void {
  shape.variables.forEach(({ path, read }, index) => {
    const value = read(given[index] ?? '');
    if ('reason' in value) violations.push({ pointer: `/${path.join('/')}`, ...value });
    else if (!putAt(json, path, value.json)) violations.push({ pointer: inBody(shape, path), reason: 'IMMUTABLE' });
  });
}

/** Puts a value where a body left room for it; false when the body says something else there. */
function putAt(json: Json, path: readonly string[], value: unknown): boolean {
  let target = json;
  for (const name of path.slice(0, -1)) {
    const inner = Object.hasOwn(target, name) ? target[name] : (target[name] = {});
    if (!isObject(inner)) return true; // The wrong type is said when the body is read.
    target = inner;
  }
  const name = path.at(-1)!;
  const agrees = target[name] === undefined || target[name] === null || target[name] === value || name === 'etag';
  target[name] = value;
  return agrees;
}

function inBody(shape: RequestShape, path: readonly string[]): string {
  return `/${(shape.body === path[0] ? path.slice(1) : path).join('/')}`;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
