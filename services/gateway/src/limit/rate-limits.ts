import { AppError, type Principal } from '@rapport/kernel';
import { TokenBucket, type Allowance, type Rate } from './token-bucket.js';

/** A tenant may do as much as this many of its callers at full speed. */
const callersPerTenant = 10;

/** Buckets kept before those that are full again are forgotten. */
const sweepAt = 10_000;

/** One bucket for each caller and one for each tenant, in this process. Memory is bounded: a full bucket is as good as none. */
export class RateLimits {
  private readonly buckets = new Map<string, TokenBucket>();
  private readonly tenantRate: Rate;
  private readonly policy: string;
  private nextSweep = sweepAt;

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.tenantRate = { perSecond: rate.perSecond * callersPerTenant, burst: rate.burst * callersPerTenant };
    this.policy = `"caller";q=${rate.burst};w=${windowOf(rate)}, "tenant";q=${this.tenantRate.burst};w=${windowOf(this.tenantRate)}`;
  }

  /** Lets one request pass and says what is left, as headers. `refused` is set when it may not pass: `exhausted` RATE_LIMITED. */
  take(principal: Principal): { readonly headers: Readonly<Record<string, string>>; readonly refused?: AppError } {
    if (this.rate.perSecond === 0) return { headers: {} };
    const now = this.now();
    const caller = this.bucket(`${principal.tenant}/${principal.id}`, this.rate, now).take(now);
    // A caller who is over their own limit does not use up the tenant's.
    const tenant = caller.passes ? this.bucket(principal.tenant, this.tenantRate, now).take(now) : undefined;
    const binding = tenant && tenant.remaining < caller.remaining ? tenant : caller;
    const refusing = [caller, tenant].find((allowance) => allowance?.passes === false);
    const headers = this.headersOf(binding, binding === tenant ? this.tenantRate : this.rate);
    return refusing ? { headers, refused: tooMany(refusing) } : { headers };
  }

  /** Buckets in memory. */
  get size(): number {
    return this.buckets.size;
  }

  private bucket(name: string, rate: Rate, now: number): TokenBucket {
    let bucket = this.buckets.get(name);
    if (!bucket) {
      if (this.buckets.size >= this.nextSweep) this.sweep(now);
      bucket = new TokenBucket(rate, now);
      this.buckets.set(name, bucket);
    }
    return bucket;
  }

  private sweep(now: number): void {
    for (const [name, bucket] of this.buckets) if (bucket.isFull(now)) this.buckets.delete(name);
    this.nextSweep = Math.max(sweepAt, this.buckets.size * 2);
  }

  private headersOf({ remaining, fullMs }: Allowance, { burst }: Rate): Record<string, string> {
    return {
      'ratelimit-policy': this.policy,
      'ratelimit-limit': String(burst),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(Math.ceil(fullMs / 1000)),
    };
  }
}

function windowOf({ burst, perSecond }: Rate): number {
  return perSecond === 0 ? 0 : Math.max(1, Math.ceil(burst / perSecond));
}

function tooMany({ waitMs }: Allowance): AppError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new AppError('exhausted', 'RATE_LIMITED', { params: { seconds }, retryAfterMs: seconds * 1000 });
}
