/** How much may pass: `perSecond` for long, `burst` at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** What is left of somebody's allowance. */
export interface Allowance {
  readonly passes: boolean;
  /** Whole requests that may follow at once. */
  readonly remaining: number;
  /** Milliseconds until the next request would pass; 0 when one would now. */
  readonly waitMs: number;
  /** Milliseconds until everything is allowed again. */
  readonly fullMs: number;
}

/** One token bucket. Time is given in milliseconds and never goes back. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly rate: Rate,
    private at: number,
  ) {
    this.tokens = rate.burst;
  }

  /** Takes one token, if there is one. */
  take(now: number): Allowance {
    this.fill(now);
    const passes = this.tokens >= 1;
    if (passes) this.tokens -= 1;
    return { ...this.look(now), passes };
  }

  /** What there is, without taking any. */
  look(now: number): Allowance {
    this.fill(now);
    const { burst, perSecond } = this.rate;
    return {
      passes: this.tokens >= 1,
      remaining: Math.floor(this.tokens),
      waitMs: this.tokens >= 1 ? 0 : ((1 - this.tokens) / perSecond) * 1000,
      fullMs: ((burst - this.tokens) / perSecond) * 1000,
    };
  }

  /** Whether it has been left alone long enough to be forgotten. */
  isFull(now: number): boolean {
    this.fill(now);
    return this.tokens >= this.rate.burst;
  }

  private fill(now: number): void {
    this.tokens = Math.min(this.rate.burst, this.tokens + (Math.max(0, now - this.at) / 1000) * this.rate.perSecond);
    this.at = Math.max(this.at, now);
  }
}
