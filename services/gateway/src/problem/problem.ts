import { sentence, type AppError, type Locale, type Violation } from '@rapport/kernel';
import { kindOf } from './status.table.js';

/** An RFC 9457 problem document. Says what is wrong and where, never what was typed. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly reason: string;
  readonly detail: string;
  readonly trace_id: string;
  readonly errors?: readonly FieldProblem[];
  readonly existing?: { readonly noun: string; readonly id: string; readonly field: string };
  /** Of a stale write: the record as it is, as the caller wanted it, and as it was when the caller read it. */
  readonly current?: unknown;
  readonly attempted?: unknown;
  readonly original?: unknown;
}

interface FieldProblem {
  readonly pointer: string;
  readonly reason: string;
  readonly detail: string;
}

/** To whom the problem is told. */
export interface Reader {
  readonly locale: Locale;
  readonly traceId: string;
}

/** The problem document of an error, in the reader's language. */
export function problemOf(error: AppError, { locale, traceId }: Reader): Problem {
  const { status, title } = kindOf(error);
  const { violations, existing, versions, params } = error.details;
  return {
    type: `/problems/${error.reason}`,
    title: title[locale],
    status,
    reason: error.reason,
    detail: sentence(locale, error.reason, params),
    trace_id: traceId,
    ...(violations?.length ? { errors: violations.map((violation) => fieldProblem(violation, locale)) } : {}),
    ...(existing ? { existing } : {}),
    ...versions,
  };
}

/** Headers that belong to the failure: who to be (401), what is allowed (405), when to come again (429, 503). */
export function problemHeaders(error: AppError): Record<string, string> {
  const { retryAfterMs, params } = error.details;
  const headers: Record<string, string> = {};
  if (error.code === 'unauthenticated') headers['www-authenticate'] = challenge(error);
  if (error.reason === 'METHOD_NOT_ALLOWED') headers['allow'] = String(params?.['allowed'] ?? '');
  if (error.code === 'too_large') headers['connection'] = 'close';
  const waitMs = retryAfterMs ?? (error.code === 'unavailable' ? 1000 : undefined);
  if (waitMs !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return headers;
}

function fieldProblem({ pointer, reason, params }: Violation, locale: Locale): FieldProblem {
  return { pointer, reason, detail: sentence(locale, reason, params) };
}

function challenge(error: AppError): string {
  const tokenWasSent = error.reason === 'TOKEN_EXPIRED' || error.reason === 'TOKEN_INVALID';
  return `Bearer realm="rapport"${tokenWasSent ? ', error="invalid_token"' : ''}`;
}
