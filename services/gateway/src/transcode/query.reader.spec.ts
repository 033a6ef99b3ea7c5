import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readQuery } from './query.reader.js';

describe('a query', () => {
  it('keeps every value of a name, in order', () => {
    expect([...readQuery('/x?a=1&b=&a=2&&c')]).toEqual([
      ['a', ['1', '2']],
      ['b', ['']],
      ['c', ['']],
    ]);
  });

  it('takes a plus for a space and an equals sign in a value for itself', () => {
    expect([...readQuery('/x?filter=a+b%2Bc=d')]).toEqual([['filter', ['a b+c=d']]]);
  });

  it.each(['/x', '/x?'])('is empty in %s', (url) => {
    expect(readQuery(url).size).toBe(0);
  });

  it.each(['%', '%E0%A4', 'a=%zz', '%ff=1'])('refuses %s, which is not percent-encoded UTF-8', (query) => {
    expect(() => readQuery(`/x?${query}`)).toThrow(expect.objectContaining({ reason: 'INVALID_FORMAT' }));
  });

  it('reads back whatever a client encodes, also names that every object has', () => {
    const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString'), fc.string({ unit: 'grapheme', minLength: 1 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' }))), (pairs) => {
        const read = [...readQuery(`/x?${new URLSearchParams(pairs).toString()}`)].flatMap(([key, values]) => values.map((value) => [key, value]));
        expect(read.toSorted()).toEqual(pairs.toSorted());
      }),
    );
  });
});
