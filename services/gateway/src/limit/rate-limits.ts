import type { AppError, Principal } from '@rapport/kernel';
import { Buckets } from './buckets.js';
import type { Allowance, Rate } from './token-bucket.js';
import { tooMany } from './too-many.js';

/** A tenant may do as much as this many of its callers at full speed. */
const callersPerTenant = 10;

/** One bucket for each caller and one for each tenant, in this process. */
export class RateLimits {
  private readonly buckets = new Buckets();
  private readonly tenantRate: Rate;
  private readonly policy: string;

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
    const caller = this.buckets.of(`${principal.tenant}/${principal.id}`, this.rate, now).take(now);
    // A caller who is over their own limit does not use up the tenant's.
    const tenant = caller.passes ? this.buckets.of(principal.tenant, this.tenantRate, now).take(now) : undefined;
    const binding = tenant && tenant.remaining < caller.remaining ? tenant : caller;
    const refusing = [caller, tenant].find((allowance) => allowance?.passes === false);
    const headers = this.headersOf(binding, binding === tenant ? this.tenantRate : this.rate);
    return refusing ? { headers, refused: tooMany(refusing) } : { headers };
  }

  /** Buckets in memory. */
  get size(): number {
    return this.buckets.size;
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
