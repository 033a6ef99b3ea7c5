import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareNames } from './name-order.js';

describe('the order of names', () => {
  it.each([
    ['ё stands beside е, not behind я', ['Яковлев', 'Ёлкин', 'Жуков', 'Ежов', 'Емелин'], ['Ежов', 'Ёлкин', 'Емелин', 'Жуков', 'Яковлев']],
    ['capitals do not matter before letters do', ['борис', 'Анна', 'анна', 'Борис', 'Вера'], ['анна', 'Анна', 'борис', 'Борис', 'Вера']],
    ['numbers go by value', ['Отдел 10', 'Отдел 9'], ['Отдел 9', 'Отдел 10']],
    ['accents do not part a name from its plain spelling', ['Muller', 'Müller', 'Mulligan', 'Mullan'], ['Mullan', 'Muller', 'Müller', 'Mulligan']],
    ['Russian names come before English ones', ['Ivanov', 'Иванов', 'Adams', 'Яковлев'], ['Иванов', 'Яковлев', 'Adams', 'Ivanov']],
  ])('%s', (_, given, ordered) => expect([...given].sort(compareNames)).toEqual(ordered));

  it('is total: only the same text is equal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(compareNames(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a))).toBe(0);
      }),
    );
  });
});
