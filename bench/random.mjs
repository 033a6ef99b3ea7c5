/**
 * Numbers that look random and are the same for the same seed (mulberry32).
 * @typedef {object} Random
 * @property {(limit: number) => number} below a whole number from 0 up to, not including, the limit
 * @property {<T>(choices: readonly T[]) => T} pick
 */

/** @param {number} seed @returns {Random} */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return { below, pick: (choices) => /** @type {any} */ (choices[below(choices.length)]) };
}
