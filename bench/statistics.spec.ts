import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, percentile, rounded } from './statistics.mjs';

const times = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('a percentile', () => {
  it.each([
    [[5], 0.95, 5],
    [[4, 1, 3, 2], 0.5, 2],
    [Array.from({ length: 100 }, (_, at) => 100 - at), 0.95, 95],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });

  it('is one of the values, and at least that share of them is not above it', () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(values.length * share);
      }),
    );
  });

  it('of nothing is refused', () => {
    expect(() => percentile([], 0.5)).toThrow('percentile of nothing');
  });
});

describe('a median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('does not care for the order nor for one value gone astray', () => {
    expect(median([10, 11, 9, 10, 100_000])).toBe(10);
  });
});

it('shows three digits that mean something', () => {
  expect([rounded(12_345.6), rounded(0.012_345), rounded(0), rounded(1.2)]).toEqual([12_300, 0.0123, 0, 1.2]);
});
