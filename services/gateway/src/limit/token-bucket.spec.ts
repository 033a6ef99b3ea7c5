import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket } from './token-bucket.js';

describe('a token bucket', () => {
  it('lets its burst pass, then says how long to wait', () => {
    const bucket = new TokenBucket({ perSecond: 2, burst: 2 }, 0);
    expect([bucket.take(0), bucket.take(0)].map(({ passes, remaining }) => [passes, remaining])).toEqual([
      [true, 1],
      [true, 0],
    ]);
    expect(bucket.take(0)).toEqual({ passes: false, remaining: 0, waitMs: 500, fullMs: 1000 });
    expect(bucket.take(500).passes).toBe(true);
  });

  it('does not fill when the clock goes back', () => {
    const bucket = new TokenBucket({ perSecond: 1, burst: 1 }, 10_000);
    expect([bucket.take(10_000).passes, bucket.take(0).passes, bucket.take(10_500).passes]).toEqual([true, false, false]);
  });

  it('never lets more pass than burst and rate allow, whenever they come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(300), { maxLength: 200 }), (perSecond, burst, gaps) => {
        const bucket = new TokenBucket({ perSecond, burst }, 0);
        let now = 0;
        let passed = 0;
        for (const gap of gaps) if (bucket.take((now += gap)).passes) passed += 1;
        expect(passed).toBeLessThanOrEqual(burst + (now / 1000) * perSecond + 1e-6);
      }),
    );
  });

  it('lets the next one pass after the wait that it named', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 20 }), (perSecond, burst) => {
        const bucket = new TokenBucket({ perSecond, burst }, 0);
        let allowance = bucket.take(0);
        while (allowance.passes) allowance = bucket.take(0);
        expect(bucket.take(allowance.waitMs + 0.001).passes).toBe(true);
      }),
    );
  });
});
