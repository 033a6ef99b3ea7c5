import { describe, expect, it } from '@jest/globals';
import { FailedSignIns } from './failed-sign-ins.js';
import { networkOf } from './network.js';

describe('failed sign-ins', () => {
  it('are borne so many a minute, and then told when to come again', () => {
    let now = 0;
    const failed = new FailedSignIns(3, () => now);
    expect(Array.from({ length: 4 }, () => failed.count('192.0.2.1', 'token')?.reason)).toEqual([undefined, undefined, undefined, 'RATE_LIMITED']);
    expect(failed.count('192.0.2.1', 'token')?.details).toEqual({ params: { seconds: 20 }, retryAfterMs: 20_000 });
    now = 20_000;
    expect(failed.count('192.0.2.1', 'token')).toBeUndefined();
  });

  it('are asked about without being counted', () => {
    const failed = new FailedSignIns(1, () => 0);
    expect([failed.refusal('192.0.2.1', 'password'), failed.refusal('192.0.2.1', 'password')]).toEqual([undefined, undefined]);
    failed.count('192.0.2.1', 'password');
    expect(failed.refusal('192.0.2.1', 'password')).toMatchObject({ code: 'exhausted' });
  });

  it('of one network or kind of proof do not count for another', () => {
    const failed = new FailedSignIns(1, () => 0);
    failed.count('192.0.2.1', 'token');
    expect(failed.refusal('192.0.2.2', 'token')).toBeUndefined();
    expect(failed.refusal('192.0.2.1', 'password')).toBeUndefined();
    expect(failed.refusal('::ffff:192.0.2.1', 'token')).toBeDefined();
  });

  it('are borne without end by 0', () => {
    const failed = new FailedSignIns(0, () => 0);
    expect(Array.from({ length: 1000 }, () => failed.count('192.0.2.1', 'token')).filter(Boolean)).toEqual([]);
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
