import { meaningsOf } from './meanings.js';

/** A text as a few hashed n-grams: places in a wide row, and how much each weighs; of length 1 together. */
export interface SparseText {
  readonly places: Int32Array;
  readonly weights: Float32Array;
}

/** Words, what they mean, pairs of words and runs of three to five letters, so that a typo costs a part and not the whole word. */
export function hashedGrams(text: string, width: number): SparseText {
  const counts = new Map<number, number>();
  const add = (gram: string, weight: number) => {
    const place = hashOf(gram) % width;
    counts.set(place, (counts.get(place) ?? 0) + weight);
  };
  const words =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const [at, word] of words.slice(0, 400).entries()) {
    add(`w ${word}`, 2);
    for (const meaning of meaningsOf(word)) add(`m ${meaning}`, 10);
    if (at > 0) add(`b ${words[at - 1]} ${word}`, 1.5);
    const padded = `^${word}$`;
    for (let size = 3; size <= 5; size += 1) for (let from = 0; from + size <= padded.length; from += 1) add(`c ${padded.slice(from, from + size)}`, 0.6);
  }
  const grams = [...counts].map(([place, weight]) => [place, Math.log1p(weight)] as const);
  const length = Math.sqrt(grams.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return { places: Int32Array.from(grams, ([place]) => place), weights: Float32Array.from(grams, ([, weight]) => weight / length) };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
