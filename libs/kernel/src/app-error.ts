import type { Reason } from './reasons.en.js';
import type { Word } from './words.ru.js';

/**
 * What kind of failure it is; the closed set every door speaks. The gateway has the one table from these to HTTP statuses.
 * - `invalid` the request is wrong as it stands · `mismatch` an idempotency key came back with another request
 * - `unauthenticated` who are you · `forbidden` you may not · `not_found` not there, or not yours to see
 * - `conflict` the state forbids it · `stale` somebody changed it first · `too_large` · `unsupported`
 * - `exhausted` slow down · `unavailable` try again soon · `deadline` took too long · `cancelled` the caller left
 * - `internal` our fault
 */
export const errorCodes = [
  'invalid',
  'mismatch',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'stale',
  'too_large',
  'unsupported',
  'exhausted',
  'unavailable',
  'deadline',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Values that fill the `{placeholders}` of a reason's sentence. Never personal data: reasons are logged. What was `expected` is among the words that every language has. */
export type ReasonParams = Readonly<Record<string, string | number>> & { readonly expected?: Word | number };

/** One thing wrong in a request. `pointer` is an RFC 6901 JSON pointer into the body (`/points/0/value`), or `?name` for a query parameter. */
export interface Violation {
  readonly pointer: string;
  readonly reason: Reason;
  readonly params?: ReasonParams;
}

/** What may travel with an error. `conflict` carries the three versions of a record as its JSON on the wire. */
export interface ErrorDetails {
  readonly params?: ReasonParams;
  readonly violations?: readonly Violation[];
  /** For `exhausted` and `unavailable`: milliseconds to wait before trying again. */
  readonly retryAfterMs?: number;
  /** For `stale`: the record as it is, as the caller wanted it, and as it was when the caller read it. */
  readonly versions?: { readonly current: unknown; readonly attempted: unknown; readonly original?: unknown };
  /** For a `conflict` over a value that must be unique: where the other record is. */
  readonly existing?: { readonly noun: string; readonly id: string; readonly field: string };
}

/** The one error class. `reason` is stable and localised in `reasons.*.ts`; the message is for logs and holds no personal data. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    readonly reason: Reason,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(`${code}: ${reason}${details.params ? ` ${JSON.stringify(details.params)}` : ''}`, options);
  }
}

/** One wrong field, said as an error of its own. */
export function invalid(pointer: string, reason: Reason, params?: ReasonParams): AppError {
  return new AppError('invalid', 'INVALID_REQUEST', { violations: [params ? { pointer, reason, params } : { pointer, reason }] });
}

/** What was thrown, as an `AppError`: anything unexpected is `internal`, its cause kept for the log and hidden from the caller. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('internal', 'INTERNAL', {}, { cause: thrown });
}

/** What was asked for, or nothing where the answer was an error of one of these codes. Any other error is thrown on. */
export async function orNothing<T>(asked: Promise<T>, ...codes: readonly ErrorCode[]): Promise<T | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof AppError && codes.includes(thrown.code)) return undefined;
    throw thrown;
  }
}
