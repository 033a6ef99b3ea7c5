import type { AppError } from '@rapport/kernel';
import { Buckets } from './buckets.js';
import { networkOf } from './network.js';
import type { Rate } from './token-bucket.js';
import { tooMany } from './too-many.js';

/** Of what a known caller may do, somebody unknown may do this share. */
const shareOfUnknown = 0.1;

/** Holds networks back. */
export interface Brake {
  /** Counts one request; answers `exhausted` RATE_LIMITED when it was one too many. */
  take(address: string): AppError | undefined;
}

/** One bucket for each network that unknown callers come from, in this process. */
export class NetworkRates implements Brake {
  private readonly buckets = new Buckets();
  private readonly rate: Rate;

  /** Given what a known caller may do; 0 a second lifts the limit. */
  constructor(
    { perSecond, burst }: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.rate = { perSecond: perSecond * shareOfUnknown, burst: Math.max(1, Math.floor(burst * shareOfUnknown)) };
  }

  take(address: string): AppError | undefined {
    if (this.rate.perSecond === 0) return undefined;
    const now = this.now();
    const allowance = this.buckets.of(networkOf(address), this.rate, now).take(now);
    return allowance.passes ? undefined : tooMany(allowance);
  }
}
