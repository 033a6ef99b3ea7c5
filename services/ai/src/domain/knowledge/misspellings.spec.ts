import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meantBy, wordsToMend } from './misspellings.js';

const wordsOf = (word: string) => meantBy(word).map((meant) => meant.word);

describe('a word with a slip', () => {
  it('is one slip away from the word that was meant, in both alphabets', () => {
    for (const [typed, meant] of [
      ['hradness', 'hardness'],
      ['warrnty', 'warranty'],
      ['delivry', 'delivery'],
      ['refuund', 'refund'],
      ['grimder', 'grinder'],
      ['гаратния', 'гарантия'],
      ['доствка', 'доставка'],
      ['вазврат', 'возврат'],
    ] as const) {
      const found = wordsOf(typed);
      expect([typed, found.includes(meant)]).toEqual([typed, true]);
    }
    expect(meantBy('hradness')).toContainEqual({ word: 'hardness', slip: 'swap' });
  });

  it('is always found back from any one slip, and never means itself', () => {
    const letter = fc.constantFrom(...'abcdefghij');
    fc.assert(
      fc.property(
        fc.array(letter, { minLength: 7, maxLength: 12 }),
        fc.nat(4),
        letter,
        fc.constantFrom('swap' as const, 'drop' as const, 'add' as const, 'change' as const),
        (letters, at, other, slip) => {
          const [before, here, after] = [letters.slice(0, at), letters.slice(at, at + 1), letters.slice(at + 1)];
          const slips = {
            swap: [...before, ...after.slice(0, 1), ...here, ...after.slice(1)],
            drop: [...before, ...after],
            add: [...before, other, ...here, ...after],
            change: [...before, other, ...after],
          };
          const typed = slips[slip];
          const [meant, written] = [letters.join(''), typed.join('')];
          const found = wordsOf(written);
          expect(found).not.toContain(written);
          if (written !== meant) expect(found).toContain(meant);
        },
      ),
    );
  });

  it('of a few letters may have two of them swapped and no more; shorter ones are left', () => {
    expect([...meantBy('taem'), ...meantBy('waste')].every(({ slip }) => slip === 'swap')).toBe(true);
    expect(wordsToMend('I pay the Bill, the bill of 20931')).toEqual(['bill']);
  });
});
