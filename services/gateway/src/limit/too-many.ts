import { AppError } from '@rapport/kernel';
import type { Allowance } from './token-bucket.js';

/** The refusal of somebody whose bucket is empty: `exhausted` RATE_LIMITED, with when to come again. */
export function tooMany({ waitMs }: Allowance): AppError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new AppError('exhausted', 'RATE_LIMITED', { params: { seconds }, retryAfterMs: seconds * 1000 });
}
