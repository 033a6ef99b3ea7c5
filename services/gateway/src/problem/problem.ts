import { problemOf as problemMessage, ProblemSchema, writeJson, type ProblemReader } from '@rapport/contracts';
import type { AppError } from '@rapport/kernel';

/** An RFC 9457 problem document: the contract's `Problem`, and beside it where the other record is, or the versions of a stale write. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly reason: string;
  readonly detail: string;
  readonly trace_id?: string;
  readonly errors?: readonly { readonly pointer: string; readonly reason: string; readonly detail: string }[];
  readonly existing?: { readonly noun: string; readonly id: string; readonly field: string };
  /** Of a stale write: the record as it is, as the caller wanted it, and as it was when the caller read it. */
  readonly current?: unknown;
  readonly attempted?: unknown;
  readonly original?: unknown;
}

/** The problem document of an error, in the reader's language. Says what is wrong and where, never what was typed. */
export function problemOf(error: AppError, reader: ProblemReader): Problem {
  const { errors, ...document } = writeJson(ProblemSchema, problemMessage(error, reader)) as Problem;
  const { existing, versions } = error.details;
  // The whole body is the empty pointer, which must stand all the same.
  const placed = errors?.map((error) => ({ ...error, pointer: error.pointer ?? '' }));
  return { ...document, ...(placed?.length ? { errors: placed } : {}), ...(existing ? { existing } : {}), ...versions };
}

/** Headers that belong to the failure: who to be (401), what is allowed (405), when to come again (429, 503). */
export function problemHeaders(error: AppError): Record<string, string> {
  const { retryAfterMs, params } = error.details;
  const headers: Record<string, string> = {};
  if (error.code === 'unauthenticated') headers['www-authenticate'] = challenge(error);
  if (error.reason === 'METHOD_NOT_ALLOWED') headers['allow'] = String(params?.['allowed'] ?? '');
  const waitMs = retryAfterMs ?? (error.code === 'unavailable' ? 1000 : undefined);
  if (waitMs !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return headers;
}

function challenge(error: AppError): string {
  const tokenWasSent = error.reason === 'TOKEN_EXPIRED' || error.reason === 'TOKEN_INVALID';
  return `Bearer realm="rapport"${tokenWasSent ? ', error="invalid_token"' : ''}`;
}
