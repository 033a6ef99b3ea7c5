import { describe, expect, it } from '@jest/globals';
import { sketchBits, sketchOf } from './sketch.js';

/** Always the same numbers around zero. */
function* noise(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 31 - 1;
  }
}
const vectorOf = (length: number, seed: number) => {
  const numbers = noise(seed);
  return Array.from({ length }, () => numbers.next().value as number);
};
const differing = (one: string, other: string) => [...one].filter((bit, at) => bit !== other[at]).length;

describe('a sketch of a vector', () => {
  it.each([8, 384, 1024, 1536])('of %i numbers has as many bits as any other, the same each time', (length) => {
    const vector = vectorOf(length, 3);
    expect(sketchOf(vector)).toMatch(new RegExp(`^[01]{${sketchBits}}$`));
    expect(sketchOf(vector.map((value) => value * 7))).toBe(sketchOf(vector));
  });

  it.each([384, 1024, 1536])('of %i numbers differs from another by the angle between the two', (length) => {
    const [one, far] = [vectorOf(length, 5), vectorOf(length, 11)];
    const near = one.map((value, at) => value + 0.3 * far[at]!);
    const [dot, lengths] = [one.reduce((sum, value, at) => sum + value * near[at]!, 0), Math.hypot(...one) * Math.hypot(...near)];
    const expected = (Math.acos(dot / lengths) / Math.PI) * sketchBits;
    expect(Math.abs(differing(sketchOf(one), sketchOf(near)) - expected)).toBeLessThan(60);
    expect(Math.abs(differing(sketchOf(one), sketchOf(far)) - sketchBits / 2)).toBeLessThan(80);
  });
});
