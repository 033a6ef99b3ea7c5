import { describe, expect, it } from '@jest/globals';
import type { Principal, TenantId, UserId } from '@rapport/kernel';
import { RateLimits } from './rate-limits.js';

const who = (id: string, tenant = 'acme') => ({ id: id as UserId, tenant: tenant as TenantId, kind: 'person', roles: [], teams: [] }) satisfies Principal;

describe('rate limits', () => {
  it('say what is left, and when to come again', () => {
    const limits = new RateLimits({ perSecond: 1, burst: 2 }, () => 0);
    expect(limits.take(who('sofia')).headers).toEqual({
      'ratelimit-policy': '"caller";q=2;w=2, "tenant";q=20;w=2',
      'ratelimit-limit': '2',
      'ratelimit-remaining': '1',
      'ratelimit-reset': '1',
    });
    limits.take(who('sofia'));
    expect(limits.take(who('sofia')).refused).toMatchObject({
      code: 'exhausted',
      reason: 'RATE_LIMITED',
      details: { params: { seconds: 1 }, retryAfterMs: 1000 },
    });
  });

  it('do not let one caller take from another, nor one tenant from another', () => {
    const limits = new RateLimits({ perSecond: 1, burst: 1 }, () => 0);
    limits.take(who('sofia'));
    expect([who('sofia'), who('mark'), who('sofia', 'globex')].map((each) => limits.take(each).refused === undefined)).toEqual([false, true, true]);
  });

  it('hold a whole tenant to ten of its callers, and say so', () => {
    const limits = new RateLimits({ perSecond: 1, burst: 5 }, () => 0);
    const passed = Array.from({ length: 80 }, (_, n) => limits.take(who(`u${n % 20}`))).filter(({ refused }) => !refused);
    expect(passed).toHaveLength(50);
    expect(limits.take(who('new')).headers['ratelimit-limit']).toBe('50');
  });

  it('do not charge the tenant for what its caller was refused', () => {
    const limits = new RateLimits({ perSecond: 1, burst: 1 }, () => 0);
    for (let n = 0; n < 100; n++) limits.take(who('greedy'));
    expect(limits.take(who('other')).refused).toBeUndefined();
  });

  it('forget who has been quiet, so that many callers do not fill the memory', () => {
    let now = 0;
    const limits = new RateLimits({ perSecond: 1, burst: 1 }, () => now);
    for (let n = 0; n < 30_000; n++) {
      limits.take(who(`u${n}`, `t${n % 5000}`));
      now += 1;
    }
    expect(limits.size).toBeLessThan(20_000);
  });

  it('are lifted by 0', () => {
    const limits = new RateLimits({ perSecond: 0, burst: 1 }, () => 0);
    expect(Array.from({ length: 10 }, () => limits.take(who('sofia'))).every(({ refused, headers }) => !refused && Object.keys(headers).length === 0)).toBe(
      true,
    );
  });
});
