import { TokenBucket, type Rate } from './token-bucket.js';

/** Buckets kept before those that are full again are forgotten. */
const sweepAt = 10_000;

/** Token buckets by name. Memory is bounded: a full bucket is as good as none. */
export class Buckets {
  private readonly buckets = new Map<string, TokenBucket>();
  private nextSweep = sweepAt;

  /** Buckets in memory. */
  get size(): number {
    return this.buckets.size;
  }

  /** The bucket of this name; a full one when it is new. */
  of(name: string, rate: Rate, now: number): TokenBucket {
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
}
