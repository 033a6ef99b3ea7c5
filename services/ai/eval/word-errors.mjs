/** Words as they are compared: no case, no punctuation, no titles abbreviated. @param {string} text */
export function wordsOf(text) {
  const spoken = text
    .toLowerCase()
    .replaceAll(/\bmr\b\.?/g, 'mister')
    .replaceAll(/\bmrs\b\.?/g, 'missus')
    .replaceAll('-', ' ');
  return spoken.match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? [];
}

/**
 * The fewest errors that turn what was said into what was heard, counted for each turn that was said.
 * @param {readonly string[]} turns what was said @param {string} heard
 * @returns {{ words: number, errors: number }[]}
 */
export function errorsByTurn(turns, heard) {
  const said = turns.flatMap((text, turn) => wordsOf(text).map((word) => ({ word, turn })));
  const given = wordsOf(heard);
  const width = given.length + 1;
  const cost = new Uint32Array((said.length + 1) * width);
  for (let at = 0; at <= said.length; at++) {
    for (let to = 0; to <= given.length; to++) {
      const kept = at > 0 && to > 0 ? cost[(at - 1) * width + to - 1] + Number(said[at - 1].word !== given[to - 1]) : Infinity;
      const lost = at > 0 ? cost[(at - 1) * width + to] + 1 : Infinity;
      const made = to > 0 ? cost[at * width + to - 1] + 1 : Infinity;
      cost[at * width + to] = at + to === 0 ? 0 : Math.min(kept, lost, made);
    }
  }
  const counted = turns.map((text) => ({ words: wordsOf(text).length, errors: 0 }));
  for (let at = said.length, to = given.length; at + to > 0;) {
    const here = cost[at * width + to];
    const turn = counted[said[Math.max(0, at - 1)]?.turn ?? 0];
    if (at > 0 && to > 0 && here === cost[(at - 1) * width + to - 1] + Number(said[at - 1].word !== given[to - 1])) {
      turn.errors += Number(said[at - 1].word !== given[to - 1]);
      at -= 1;
      to -= 1;
    } else {
      turn.errors += 1;
      if (at > 0 && here === cost[(at - 1) * width + to] + 1) at -= 1;
      else to -= 1;
    }
  }
  return counted;
}

/**
 * The share of words that are wrong, with bounds from drawing the turns again; always the same ones.
 * @param {readonly { words: number, errors: number }[]} turns
 */
export function wordErrorRate(turns) {
  const rateOf = (/** @type {readonly { words: number, errors: number }[]} */ some) =>
    some.reduce((sum, { errors }) => sum + errors, 0) / some.reduce((sum, { words }) => sum + words, 0);
  let seed = 7;
  const draw = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const drawn = Array.from({ length: 1000 }, () => rateOf(turns.map(() => turns[Math.floor(draw() * turns.length)]))).toSorted((a, b) => a - b);
  return { value: round(rateOf(turns)), low: round(drawn[25]), high: round(drawn[974]), n: turns.length };
}

/** @param {number} value */
export const round = (value) => Math.round(value * 1000) / 1000;
