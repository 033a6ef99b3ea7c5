const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;
const widest = 2n ** 40n;

/** The space left between neighbours whenever ranks are spread: room for twenty insertions in the same place. */
export const smallestGap = 2n ** 20n;

/** New ranks for a stretch of the order: the items at `from` (inclusive) to `to` (exclusive), counted with the new items in. */
export interface Relabelling {
  readonly from: number;
  readonly to: number;
  readonly ranks: readonly bigint[];
}

/** Ranks for `count` items in order, evenly about zero, 2^40 apart or as far as 64 bits allow. Throws `RangeError` past 2^43 items. */
export function spread(count: number): bigint[] {
  return respread(undefined, undefined, count) ?? tooMany();
}

/**
 * Ranks for `count` new items between two neighbours (`undefined`: the end of the order), evenly spaced, at most 2^40 apart.
 * `undefined` when the gap has no room: relabel first.
 */
export function placeRanks(before: bigint | undefined, after: bigint | undefined, count: number): bigint[] | undefined {
  if (before !== undefined && after === undefined) return climb(before, highest, count, 1n);
  if (before === undefined && after !== undefined) return climb(after, lowest, count, -1n)?.reverse();
  return between(before ?? lowest, after ?? highest, count, 1n);
}

/**
 * Ranks for a whole stretch of `count` items, old and new, between the neighbours of the stretch (`undefined`: the end of the order), at least `atLeast` apart.
 * `undefined` when the stretch is too short for that: take one twice as long and ask twice the gap, or the next insertion is here again.
 */
export function respread(before: bigint | undefined, after: bigint | undefined, count: number, atLeast = smallestGap): bigint[] | undefined {
  return between(before ?? lowest, after ?? highest, count, atLeast);
}

/**
 * Makes room where `placeRanks` found none: `ranks` are the whole order ascending, `at` the index before which `count` new items go. Widens the stretch around `at`, doubling it and
 * the gap that it must reach, so that few rows are written anew: about six per insertion when all go to one place, none when they are scattered.
 */
export function relabel(ranks: readonly bigint[], at: number, count: number): Relabelling {
  for (let reach = 8, gap = smallestGap; ; reach *= 2, gap *= 2n) {
    const from = Math.max(0, at - reach);
    const to = Math.min(ranks.length, at + reach);
    const whole = from === 0 && to === ranks.length;
    const fresh = respread(ranks[from - 1], ranks[to], to - from + count, whole ? smallestGap : gap);
    if (fresh) return { from, to: to + count, ranks: fresh };
    if (whole) return tooMany();
  }
}

/** `count` ranks strictly between two, centred, at least `atLeast` apart. */
function between(below: bigint, above: bigint, count: number, atLeast: bigint): bigint[] | undefined {
  const room = (above - below) / BigInt(count + 1);
  if (room < atLeast) return undefined;
  const gap = room < widest ? room : widest;
  const first = below + (above - below - gap * BigInt(count - 1)) / 2n;
  return Array.from({ length: count }, (_, index) => first + gap * BigInt(index));
}

/** `count` ranks from one neighbour outwards, nearest first. */
function climb(start: bigint, end: bigint, count: number, direction: 1n | -1n): bigint[] | undefined {
  const room = ((end - start) * direction) / BigInt(count + 1);
  if (room < 1n) return undefined;
  const gap = room < widest ? room : widest;
  return Array.from({ length: count }, (_, index) => start + direction * gap * BigInt(index + 1));
}

function tooMany(): never {
  throw new RangeError('more items than 64 bits have room for');
}
