import type { JsonSchema } from './json-schema.js';

const problems = {
  Invalid: [400, 'The request is wrong as it stands; `errors` says where and why.'],
  Unauthenticated: [401, 'Nobody is signed in, or the token is not valid here.'],
  Forbidden: [403, 'The caller does not have the right.'],
  NotFound: [404, 'There is no such record, or the caller may not see it.'],
  Conflict: [409, 'The state forbids it, a value must be unique, or a request with this `Idempotency-Key` is still under way.'],
  Stale: [412, 'Somebody changed the record after the caller read it; `current`, `attempted` and `original` show all three.'],
  TooLarge: [413, 'The body is too large.'],
  Unsupported: [415, 'The body is not `application/json`.'],
  Mismatch: [422, 'The `Idempotency-Key` was already used with another request.'],
  LongHeaders: [431, 'The address and the headers together are larger than 64 KiB; send long filters in the body of a search.'],
  Exhausted: [429, 'Too many requests; come again after `Retry-After` seconds.'],
  Internal: [500, 'Our fault; quote the `trace_id`.'],
  Unimplemented: [501, 'This is not built yet.'],
  Unavailable: [503, 'A part of the system cannot be reached; come again after `Retry-After` seconds.'],
  TooLate: [504, 'The answer took too long. A write may still have happened: repeat it with the same `Idempotency-Key`.'],
} as const;

/** Name of a kind of refusal under `components.responses`. */
export type ProblemName = keyof typeof problems;

/** Every operation can end in these. */
export const always: readonly ProblemName[] = [
  'Invalid',
  'Unauthenticated',
  'Forbidden',
  'NotFound',
  'Conflict',
  'LongHeaders',
  'Exhausted',
  'Internal',
  'Unimplemented',
  'Unavailable',
  'TooLate',
];

/** References to problems, by status, for an operation's `responses`. */
export function problemRefs(names: readonly ProblemName[]): Record<string, JsonSchema> {
  return Object.fromEntries(names.map((name) => [String(problems[name][0]), { $ref: `#/components/responses/${name}` }]));
}

/** All problems as reusable responses. */
export function problemResponses(): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(problems).map(([name, [status, description]]) => [
      name,
      {
        description,
        headers: {
          ...headerRefs(status === 401 ? [] : rateHeaders),
          ...headerRefs(['X-Request-Id', ...(status === 429 || status === 503 ? ['Retry-After'] : []), ...(status === 401 ? ['WWW-Authenticate'] : [])]),
        },
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const rateHeaders = ['RateLimit-Policy', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

/** Headers that every good answer has. */
export const answerHeaders: readonly string[] = ['X-Request-Id', ...rateHeaders];

/** References to headers for a response. */
export function headerRefs(names: readonly string[]): Record<string, JsonSchema> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const text = (description: string): JsonSchema => ({ description, schema: { type: 'string' } });
const count = (description: string): JsonSchema => ({ description, schema: { type: 'integer', minimum: 0 } });

/** All headers of answers. */
export const headers: Readonly<Record<string, JsonSchema>> = {
  ETag: text('The version of the record, quoted: send it back as `If-Match`.'),
  Location: text('Where the new record is.'),
  'Idempotent-Replayed': {
    description: '`true` when this is the kept answer of an earlier request with the same `Idempotency-Key`.',
    schema: { type: 'string', const: 'true' },
  },
  'X-Request-Id': text('The trace id; quote it when you report a problem.'),
  'RateLimit-Policy': text('The limits: of the caller and of the tenant.'),
  'RateLimit-Limit': count('Requests that may come at once.'),
  'RateLimit-Remaining': count('Requests left for now.'),
  'RateLimit-Reset': count('Seconds until everything is allowed again.'),
  'Retry-After': count('Seconds to wait.'),
  'WWW-Authenticate': text('How to sign in.'),
};

/** The Problem schema of the contract, with what REST adds for a stale write and a value that is taken. */
export function problemSchema(ofContract: JsonSchema): JsonSchema {
  const record = { type: 'object', additionalProperties: true };
  return {
    ...ofContract,
    required: ['type', 'title', 'status', 'reason'],
    properties: {
      ...(ofContract['properties'] as object),
      existing: {
        type: 'object',
        description: 'For a value that must be unique: the record that has it.',
        properties: { noun: { type: 'string' }, id: { type: 'string' }, field: { type: 'string' } },
      },
      current: { ...record, description: 'For a stale write: the record as it is.' },
      attempted: { ...record, description: 'For a stale write: the record as the caller wanted it.' },
      original: { ...record, description: 'For a stale write: the record as the caller read it.' },
    },
  };
}
