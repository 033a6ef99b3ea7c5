import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BlindIndex } from './blind-index.js';

const index = new BlindIndex(Buffer.alloc(32, 7), { tenant: 'acme', noun: 'contact' });

const shared = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ы: 'y',
  э: 'e',
};
/** Ways in which Russian names are written in Latin letters; `glided` is е at the start, after a vowel, ь or ъ. */
const systems = {
  'passport (ICAO)': { ...shared, е: 'e', ё: 'e', й: 'i', ъ: '', ь: '', ю: 'iu', я: 'ia', glided: 'e' },
  'maps (BGN/PCGN)': { ...shared, е: 'e', ё: 'yo', й: 'y', ъ: "'", ь: "'", ю: 'yu', я: 'ya', glided: 'ye' },
  'German-like': { ...shared, щ: 'sch', е: 'e', ё: 'jo', й: 'j', ъ: '', ь: '', ю: 'ju', я: 'ja', glided: 'je', в: 'w' },
  'as people type': { ...shared, х: 'h', щ: 'sch', е: 'e', ё: 'e', й: 'y', ъ: '', ь: '', ю: 'yu', я: 'ya', glided: 'e' },
  'as people type, short': { ...shared, щ: 'sh', е: 'e', ё: 'yo', й: 'i', ъ: '', ь: '', ю: 'yu', я: 'ya', glided: 'e' },
};
type System = (typeof systems)[keyof typeof systems];

function romanised(word: string, system: System): string {
  const glided = word.replace(/(?<=^|[аеёиоуыэюяьъ])е/gu, '*');
  return [...glided].map((letter) => (letter === '*' ? system.glided : system[letter as keyof typeof shared])).join('');
}

/** Two letters that run into one when х is `h`: сх, зх, цх … are read as ш, ж. No mapping can tell them apart. */
const runsTogether = /[сзцтпгкшжчщх][ьъ]?х/u;
const letters = [...'абвгдеёжзийклмнопрстуфхцчшщыэюя'];
const syllables = fc.array(fc.constantFrom(...letters, 'ье', 'ьё', 'ью', 'ья', 'ъе', 'ов', 'ев', 'ий', 'щё', 'ие'), { minLength: 1, maxLength: 9 });
const russian = syllables.map((parts) => parts.join('')).filter((word) => !runsTogether.test(word) && !word.startsWith('ь') && !word.startsWith('ъ'));

describe.each(Object.entries(systems))('a Russian name typed in Latin, %s', (_, system) => {
  it('is found by each of its beginnings, in the middle of a digraph too', () => {
    fc.assert(
      fc.property(russian, (word) => {
        const held = new Set(index.prefixTokens('NAME', word));
        const latin = romanised(word, system);
        for (let length = 1; length <= latin.length; length += 1) {
          const typed = latin.slice(0, length);
          expect([word, typed, index.queryTokens('NAME', typed).every((token) => held.has(token))]).toEqual([word, typed, true]);
          expect([word, typed, index.matches('NAME', word, typed)]).toEqual([word, typed, true]);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('a name stored in Latin', () => {
  it.each([
    ['Shcherbakov', 'Щербаков'],
    ['Yelena', 'Елена'],
    ['Fyodor', 'Фёдор'],
    ['Yuliya', 'Юлия'],
    ['Khariton', 'Харитон'],
    ['Tsvetkov', 'Цветков'],
    ['Zhukov', 'Жуков'],
    ['Solovyova', 'Соловьёва'],
    ['Chekhov', 'Чехов'],
    ['Dostoyevskiy', 'Достоевский'],
  ])('is found by each beginning of its Russian spelling: %s, %s', (stored, word) => {
    const held = new Set(index.prefixTokens('NAME', stored));
    for (let length = 1; length <= word.length; length += 1) {
      const typed = word.slice(0, length);
      expect([typed, index.queryTokens('NAME', typed).every((token) => held.has(token)), index.matches('NAME', stored, typed)]).toEqual([typed, true, true]);
    }
  });
});
