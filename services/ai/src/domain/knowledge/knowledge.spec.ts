import { describe, expect, it } from '@jest/globals';
import { topicOf } from './asking-words.js';
import { extract } from './extract.js';
import { fused } from './fuse.js';
import { languageOf } from './language-of.js';
import { passagesOf, sentencesOf, wordCount } from './passages.js';

describe('cutting an article', () => {
  it('keeps headings apart, sentences whole, and passages near 120 words', () => {
    const long = Array.from({ length: 60 }, (_, at) => `Sentence number ${at} says a few words.`).join(' ');
    const cut = passagesOf(`Before any heading.\n\n## First\n\n${long}\n\n## Second\n- One thing.\n- Another thing.`);
    expect(cut.map(({ number }) => number)).toEqual(cut.map((_, at) => at + 1));
    expect(cut[0]).toEqual({ number: 1, heading: '', sentences: ['Before any heading.'] });
    expect(cut.at(-1)).toMatchObject({ heading: 'Second', sentences: ['One thing.', 'Another thing.'] });
    for (const { heading, sentences } of cut.slice(1, -1)) {
      expect([heading, wordCount(sentences) <= 150, sentences.every((one) => one.endsWith('.'))]).toEqual(['First', true, true]);
    }
    expect(cut.flatMap(({ sentences }) => sentences).join(' ')).toContain(long);
  });

  it('does not stop at an abbreviation or inside a number', () => {
    expect(sentencesOf('Стоит 1,5 тыс. Рублей хватит, т. е. Всё просто. Приходите.')).toHaveLength(2);
    expect(sentencesOf('1. Switch off. 2.5 bar are enough.')).toEqual(['Switch off.', '2.5 bar are enough.']);
  });
});

describe('an extracted answer', () => {
  const asked = (weights: readonly (readonly [string, number])[], mended: readonly string[] = []) => ({ weights: new Map(weights), mended: new Set(mended) });
  const question = asked([
    ['warranti', 3],
    ['month', 1],
  ]);
  const candidate = (id: string, lexemes: string[][], about: string[] = []) => ({ id, about, lexemes, sentences: lexemes.map((_, at) => `Sentence ${at}.`) });

  it('is the sentence that says most of the question, with its neighbours', () => {
    expect(extract(question, [candidate('a', [['month']]), candidate('b', [['cup'], ['warranti', 'month'], ['tap']])])).toEqual({
      id: 'b',
      sentences: ['Sentence 0.', 'Sentence 1.', 'Sentence 2.'],
      coverage: 1,
    });
  });

  it('is none where too little of the question stands anywhere, or there is no question', () => {
    expect(extract(question, [candidate('a', [['month'], ['cup']])])).toBeUndefined();
    expect(extract(asked([]), [candidate('a', [['month']])])).toBeUndefined();
    expect(extract(question, [])).toBeUndefined();
  });

  it('about one error code never comes from the article of another; a model’s name may stand in two words', () => {
    const about = (code: string) =>
      asked([
        ['error', 2],
        [code, 1],
      ]);
    const there = [candidate('e05', [['error', 'mean']], ['error', 'e05']), candidate('aqua', [['error']], ['aqua', '5'])];
    expect([extract(about('e14'), there), extract(about('e05'), there)?.id, extract(about('aqua5'), there)?.id]).toEqual([undefined, 'e05', 'aqua']);
  });

  it('rests half as much on a word that was put right: it may be another one', () => {
    const written = [candidate('a', [['app', 'phone']])];
    const terms = [
      ['app', 1],
      ['phone', 2],
    ] as const;
    expect(extract(asked(terms), written)?.coverage).toBe(1);
    expect(extract(asked(terms, ['phone']), written, 0)?.coverage).toBeCloseTo(2 / 3);
  });

  it('counts what the title says for each sentence under it', () => {
    expect(extract(question, [candidate('a', [['month'], ['cup']], ['warranti'])])).toMatchObject({ id: 'a', coverage: 1 });
  });
});

describe('what a question is about', () => {
  it.each([
    ['How long is the warranty?', 'How is the warranty'],
    ['How many cups does it make? How big?', 'How cups does it make How'],
    ['Do you sell long spoons?', 'Do you sell long spoons'],
    ['Сколько служит картридж? Подскажите, пожалуйста', 'служит картридж'],
    ['Ещё какая у вашей машины гарантия?', 'Ещё какая у машины гарантия'],
    ['What does E14 mean?', 'What does E14'],
    ['Подскажите, пожалуйста?', 'Подскажите пожалуйста'],
  ])('%s → %s', (question, about) =>
    expect(
      topicOf(question)
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(' '),
    ).toBe(about),
  );
});

describe('several rankings as one', () => {
  it('puts first what they agree on', () =>
    expect(
      fused([
        { ids: ['a', 'b', 'c'], weight: 1 },
        { ids: ['b', 'd'], weight: 1 },
      ]),
    ).toEqual(['b', 'a', 'd', 'c']));
});

describe('the language of a question', () => {
  it.each([
    ['Что значит E14?', 'ru'],
    ['What does E14 mean?', 'en'],
    ['Brava 400 цена', 'ru'],
    ['14', 'ru'],
  ])('%s → %s', (text, language) => expect(languageOf(text, 'ru')).toBe(language));
});
