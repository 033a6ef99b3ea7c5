import { describe, expect, it } from '@jest/globals';
import { errorsByTurn, wordErrorRate, wordsOf } from './word-errors.mjs';

describe('word errors', () => {
  it('are counted for the turn in which they happened', () => {
    expect(errorsByTurn(['Good morning, Mr. Smith.', 'Ten of clubs'], 'good morning mister smith, ten of of cubs')).toEqual([
      { words: 4, errors: 0 },
      { words: 3, errors: 2 },
    ]);
    expect(errorsByTurn(['one two'], '')).toEqual([{ words: 2, errors: 2 }]);
    expect(wordsOf('Cold-hearted, DON’T!')).toEqual(['cold', 'hearted', 'don', 't']);
  });

  it('have a rate with bounds that hold it', () => {
    const turns = Array.from({ length: 50 }, (_, at) => ({ words: 10, errors: at % 5 === 0 ? 2 : 0 }));
    const { value, low, high } = wordErrorRate(turns);
    expect([value, low < value, high > value, n(high)]).toEqual([0.04, true, true, true]);
  });
});

const n = (value: number) => value < 0.1;
