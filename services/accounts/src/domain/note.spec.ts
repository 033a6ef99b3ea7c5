import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mentionedIds, mentionsIn } from './note.js';

describe('mentions in a text', () => {
  it.each([
    ['@mark, возьмёшь?', ['mark']],
    ['(@mark) и @anna.', ['mark', 'anna']],
    ['Спроси @Mark, @mark и @MARK', ['mark']],
    ['@anna-maria_k.b знает', ['anna-maria_k.b']],
    ['пишите на mark@example.org', []],
    ['почта вера@пример.рф и a.b-@mark', []],
    ['@ mark, @, @-x', []],
    ['', []],
  ])('of “%s” are %j', (text, names) => expect(mentionsIn(text)).toEqual(names));

  it('are found wherever they stand, each once, in the order of the text', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{1,10}$/);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), fc.constantFrom(' ', ', ', '\n', ' и '), (names, between) =>
        expect(mentionsIn(names.map((one) => `@${one}`).join(between))).toEqual([...new Set(names)]),
      ),
    );
  });

  it('take no longer for a long text than in proportion', () => {
    const began = performance.now();
    mentionsIn('@'.repeat(20_000) + 'a.'.repeat(20_000) + '@a'.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('colleagues mentioned', () => {
  const colleagues = [
    { id: '1', username: 'Mark' },
    { id: '2', username: 'anna' },
  ];

  it('are those who exist, in the order of the text', () => expect(mentionedIds('@anna, @nobody, @mark и @anna', colleagues)).toEqual(['2', '1']));
});
