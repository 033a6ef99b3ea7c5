import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arranged, type Point } from './point.js';

const points: fc.Arbitrary<Point[]> = fc.array(
  fc.record({
    value: fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example', 'c@x.example', 'd@x.example'),
    label: fc.constantFrom('', 'work'),
    preferred: fc.boolean(),
  }),
  { maxLength: 8 },
);
const keysOf = (of: readonly Point[]) => new Set(of.map(({ value }) => value.toLowerCase()));

describe('several ways to reach somebody', () => {
  it('lose none and keep each once', () =>
    fc.assert(
      fc.property(points, (given) => {
        const result = arranged(given);
        expect(keysOf(result)).toEqual(keysOf(given));
        expect(result).toHaveLength(keysOf(given).size);
      }),
    ));

  it('have exactly one preferred, which stands first', () =>
    fc.assert(fc.property(points, (given) => expect(arranged(given).map(({ preferred }) => preferred)).toEqual([...keysOf(given)].map((_, at) => at === 0)))));

  it('stay as they are when arranged again', () => fc.assert(fc.property(points, (given) => expect(arranged(arranged(given))).toEqual(arranged(given)))));

  it('prefer what was preferred last', () => {
    const given = ['a', 'b', 'c'].map((value, at) => ({ value, label: '', preferred: at > 0 }));
    expect(arranged(given).map(({ value }) => value)).toEqual(['c', 'a', 'b']);
  });

  it('take the last spelling and label of an address written twice', () => {
    expect(
      arranged([
        { value: 'A@x.example', label: 'home', preferred: true },
        { value: 'a@x.example', label: 'work', preferred: false },
      ]),
    ).toEqual([{ value: 'a@x.example', label: 'work', preferred: true }]);
  });
});
