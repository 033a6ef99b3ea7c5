import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeRanks, relabel, respread, smallestGap, spread } from './rank.js';

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

function ascending(ranks: readonly bigint[]): boolean {
  return ranks.every((rank, at) => rank >= lowest && rank <= highest && (at === 0 || ranks[at - 1]! < rank));
}

/** Puts `count` items before index `at`, as the ranker does; says how many old ranks were written anew. */
function insert(ranks: bigint[], at: number, count: number): number {
  const placed = placeRanks(ranks[at - 1], ranks[at], count);
  if (placed) {
    ranks.splice(at, 0, ...placed);
    return 0;
  }
  const fresh = relabel(ranks, at, count);
  ranks.splice(fresh.from, fresh.to - fresh.from - count, ...fresh.ranks);
  return fresh.ranks.length - count;
}

describe('ranks', () => {
  it('keep the order under any sequence of insertions', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 40 })), { maxLength: 120 }), (start, insertions) => {
        const ranks = spread(start);
        let expected = start;
        for (const [where, count] of insertions) {
          insert(ranks, where % (ranks.length + 1), count);
          expected += count;
          expect(ranks).toHaveLength(expected);
        }
        expect(ascending(ranks)).toBe(true);
      }),
    );
  });

  it.each([
    ['in one gap', (length: number) => Math.min(1, length)],
    ['at the end', (length: number) => length],
    ['at the start', () => 0],
    ['just before the last', (length: number) => Math.max(0, length - 1)],
  ])('keep the order when everything comes %s, and write few old ranks anew', (_, where) => {
    const ranks = spread(2);
    let rewritten = 0;
    for (let count = 0; count < 5000; count += 1) rewritten += insert(ranks, where(ranks.length), 1);
    expect(ascending(ranks)).toBe(true);
    expect(rewritten / 5000).toBeLessThan(10);
  });

  it('leave the neighbours alone when a stretch is labelled anew', () => {
    const ranks = Array.from({ length: 1000 }, (_, at) => BigInt(at) * 2n ** 30n);
    for (let at = 500; at < 600; at += 1) ranks[at] = ranks[499]! + BigInt(at - 499);
    const fresh = relabel(ranks, 550, 3);
    expect(fresh.from).toBeGreaterThan(0);
    expect(fresh.to).toBeLessThan(1003);
    const after = [...ranks.slice(0, fresh.from), ...fresh.ranks, ...ranks.slice(fresh.to - 3)];
    expect(after).toHaveLength(1003);
    expect(ascending(after)).toBe(true);
  });

  it('are spread with room between, within 64 bits', () => {
    for (const count of [0, 1, 2, 1000, 200_000]) {
      const ranks = spread(count);
      expect(ranks).toHaveLength(count);
      expect(ascending(ranks)).toBe(true);
      expect(ranks.every((rank, at) => at === 0 || rank - ranks[at - 1]! >= smallestGap)).toBe(true);
    }
    expect(spread(3)).toEqual([-(2n ** 40n) - 1n, -1n, 2n ** 40n - 1n]);
  });

  it('are refused where there is no room', () => {
    expect(placeRanks(5n, 6n, 1)).toBeUndefined();
    expect(placeRanks(5n, 7n, 1)).toEqual([6n]);
    expect(placeRanks(5n, 7n, 2)).toBeUndefined();
    expect(placeRanks(highest, undefined, 1)).toBeUndefined();
    expect(placeRanks(undefined, lowest, 1)).toBeUndefined();
    expect(placeRanks(undefined, undefined, 1)).toHaveLength(1);
    expect(respread(0n, smallestGap * 2n, 2)).toBeUndefined();
    expect(respread(0n, smallestGap * 3n, 2)).toEqual([smallestGap, smallestGap * 2n]);
  });
});
