import { describe, expect, it } from '@jest/globals';
import { etagOf, keyOf, patienceOf } from './call-headers.js';

describe('an Idempotency-Key', () => {
  it.each(['a', 'order-4711', '~!', 'x'.repeat(255)])('may be %s', (key) => {
    expect(keyOf(key)).toBe(key);
  });

  it.each(['', 'two words', 'ключ', 'x'.repeat(256), 'a\tb'])('may not be %j', (key) => {
    expect(() => keyOf(key)).toThrow(expect.objectContaining({ reason: 'INVALID_KEY' }));
  });
});

describe('If-Match', () => {
  it.each([
    ['"7"', '7'],
    ['7', '7'],
    ['*', undefined],
    [undefined, undefined],
  ])('%s is %s', (header, etag) => {
    expect(etagOf(header)).toBe(etag);
  });

  it.each(['W/"7"', '"7", "8"', '""', '"7', '7"'])('refuses %s, which names no one version', (header) => {
    expect(() => etagOf(header)).toThrow(expect.objectContaining({ reason: 'INVALID_FORMAT' }));
  });
});

describe('patience', () => {
  it.each([
    ['wait=5', 5000],
    ['respond-async, wait=20', 20_000],
    ['wait=86400', 60_000],
    ['wait=0', 15_000],
    ['await=5', 15_000],
    [undefined, 15_000],
  ])('for %s is %d ms', (prefer, ms) => {
    expect(patienceOf(prefer, 15_000)).toBe(ms);
  });
});
