import { AppError } from '@rapport/kernel';

/** Nobody serves the subject. */
export function noResponder(subject: string): AppError {
  return new AppError('unavailable', 'NO_RESPONDER', { params: { service: serviceOf(subject) } });
}

/** The answer did not come in time. */
export function tooLate(): AppError {
  return new AppError('deadline', 'DEADLINE_EXCEEDED');
}

/** The caller left. */
export function cancelled(): AppError {
  return new AppError('cancelled', 'CANCELLED');
}

/** The broker is out of reach, or closing. */
export function unavailable(cause?: unknown): AppError {
  return new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: 1000 }, { cause });
}

/** It would be too much now. */
export function overloaded(seconds: number): AppError {
  return new AppError('unavailable', 'OVERLOADED', { params: { seconds }, retryAfterMs: seconds * 1000 });
}

/** The message is larger than the broker carries. */
export function tooLarge(max: number): AppError {
  return new AppError('too_large', 'BODY_TOO_LARGE', { params: { max } });
}

/** `rpc.rapport.accounts.v1.ContactService.GetContact` → `accounts` */
function serviceOf(subject: string): string {
  const words = subject.split('.');
  return words[0] === 'rpc' && words[2] ? words[2].replaceAll('_', '-') : subject;
}
