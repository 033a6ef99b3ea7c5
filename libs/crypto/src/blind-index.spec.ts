import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BlindIndex, mergeTokens } from './blind-index.js';
import type { FieldClass } from './field-class.js';

const root = Buffer.alloc(32, 7);
const index = new BlindIndex(root, { tenant: 'acme', noun: 'contact' });
const russian = [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'];
const english = [...'abcdefghijklmnopqrstuvwxyz'];
const word = (letters: readonly string[]) =>
  fc.string({ unit: fc.constantFrom(...letters, ...letters.map((letter) => letter.toUpperCase())), minLength: 1, maxLength: 16 });
const name = (letters: readonly string[]) =>
  fc.array(word(letters), { minLength: 1, maxLength: 3 }).chain((words) => fc.constantFrom(' ', '-', "'").map((joint) => words.join(joint)));
const names = fc.oneof(name(russian), name(english), name([...russian, ...english]), name([...english, 'é', 'ü', 'č', 'ş', 'ñ']));

function finds(fieldClass: FieldClass, value: string, typed: string): boolean {
  const held = new Set(index.prefixTokens(fieldClass, value));
  return index.queryReadings(fieldClass, typed).some((tokens) => tokens.every((token) => held.has(token)));
}
function findsLiterally(fieldClass: FieldClass, value: string, typed: string): boolean {
  const held = new Set(index.prefixTokens(fieldClass, value));
  return index.queryTokens(fieldClass, typed).every((token) => held.has(token));
}
const swapCase = (text: string): string => [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');

describe('type-ahead over names', () => {
  it('finds a name by each of its beginnings, in either script, letter by letter, case and ё/е aside', () => {
    fc.assert(
      fc.property(names, (value) => {
        const letters = [...value];
        for (let length = 1; length <= letters.length; length += 1) {
          const typed = letters.slice(0, length).join('');
          for (const variant of [typed, swapCase(typed), typed.replaceAll('ё', 'е').replaceAll('Ё', 'Е')]) {
            expect(findsLiterally('NAME', value, variant)).toBe(true);
            if (index.queryTokens('NAME', variant).length > 0) expect(index.matches('NAME', value, variant)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds several words by the beginnings of each, in any order', () => {
    fc.assert(
      fc.property(word(russian), word(russian), fc.nat(15), fc.nat(15), (given, family, g, f) => {
        const typed = `${family.slice(0, f + 1)} ${given.slice(0, g + 1)}`;
        expect(findsLiterally('NAME', `${given} ${family}`, typed)).toBe(true);
      }),
    );
  });

  it.each([
    ['Иванов', ['Ivanov', 'IVANOV', 'Iwanow', 'ivan', 'Иван']],
    ['Ivanov', ['Иванов', 'ИВАН', 'и']],
    ['Щербаков', ['Shcherbakov', 'Scherbakov', 'Sherbakov', 'Shch', 'Sc', 'Sh', 'S', 'щерба']],
    ['Shcherbakov', ['Щербаков', 'Scherbakov', 'Щ']],
    ['Scherbakov', ['Щербаков', 'Shcherbakov', 'Щ']],
    ['Юлия', ['Yulia', 'Julia', 'Iuliia', 'Yuliya', 'Juliya', 'Y', 'Ю', 'Yu']],
    ['Julia', ['Юлия', 'Юл', 'Yulia']],
    ['Фёдор', ['Федор', 'Fyodor', 'Fedor', 'Fjodor', 'Fy']],
    ['Федор', ['Фёдор', 'Fyodor']],
    ['Елена', ['Yelena', 'Elena', 'Jelena', 'Y', 'Ye']],
    ['Yelena', ['Елена', 'Е']],
    ['Соловьёва', ['Solovyova', 'Soloviova', 'Solovyeva', 'Solovieva', 'Соловьева']],
    ['Хрущёв', ['Khrushchev', 'Hrushchev', 'Khruschev', 'Khrushchyov', 'Kh', 'H', 'K']],
    ['Цветаева', ['Tsvetaeva', 'Tsvetayeva', 'T']],
    ['Жуковский', ['Zhukovsky', 'Zhukovskiy', 'Zhukovskij', 'Zhukovskii', 'Z']],
    ['Архипов', ['Arkhipov', 'Arhipov']],
    ['Наталья', ['Natalia', 'Natalya', "Natal'ya", 'Наталия']],
    ['Александр', ['Alexandr', 'Aleksandr']],
    ['Виктор', ['Victor', 'Viktor', 'Wiktor']],
    ['Филиппов', ['Филипов']],
    ['Шмидт', ['Schmidt', 'Shmidt']],
    ['Schmidt', ['Шмидт', 'Schmidt']],
    ['Кунц', ['Kunts', 'Kuntz']],
    ["O'Brien", ['OBrien', 'o’brien', "o'"]],
    ['Müller', ['Muller', 'mü']],
    ['Римский-Корсаков', ['Корсаков', 'Римский К', 'Rimsky-Kors']],
  ])('finds %s when typed as %j', (value, all) => {
    for (const typed of all) expect([typed, finds('NAME', value, typed), index.matches('NAME', value, typed)]).toEqual([typed, true, true]);
  });

  it.each([
    ['Иванов', 'bdfyjd'],
    ['Юлия', '.kbz'],
    ['Иванов', 'Bdfyjd'],
    ['Харитонов', '[fhb'],
    ['Ivanov', 'шмфтщм'],
    ['Иван Петров', 'bdfy gtn'],
    ["O'Brien", 'щэикшут'],
  ])('finds %s when the keyboard stood in the other layout: %s', (value, typed) =>
    expect([finds('NAME', value, typed), index.matches('NAME', value, typed)]).toEqual([true, true]),
  );

  it.each(['ъщщф', 'щщфх', 'жщщф', 'бщщф', '`ээйэ'])('takes %s for no other layout: no Latin word is written like that', (typed) =>
    expect([finds('NAME', 'Oakes', typed), index.matches('NAME', 'Oakes', typed)]).toEqual([false, false]),
  );

  it('gives few and true answers: the candidates that share only a kept prefix are told apart by matches', () => {
    expect(index.matches('NAME', 'Константин', 'Константа')).toBe(false);
    expect(index.matches('NAME', 'Иванова Анна', 'ivan boris')).toBe(false);
    expect(index.matches('NAME', 'Харитонов', 'К')).toBe(false);
    expect(index.matches('NAME', 'Шубин', 'С')).toBe(false);
    expect(finds('NAME', 'Петров', 'иван')).toBe(false);
    expect(index.queryReadings('NAME', 'Scherbakov Fyodor').length).toBeLessThanOrEqual(3);
  });

  it('looks for nothing when nothing was typed', () => {
    for (const typed of ['', ' ', '-', 'ь', '!?']) expect([index.queryReadings('NAME', typed), index.matches('NAME', 'Иван', typed)]).toEqual([[], false]);
  });
});

describe('exact tokens', () => {
  it('are one for all spellings of a value, and another for another value', () => {
    const same = (fieldClass: FieldClass, ...values: string[]) => new Set(values.map((value) => index.exactToken(fieldClass, value))).size;
    expect(same('NAME', 'Фёдор Щербаков', 'федор  щербаков', 'FYODOR SCHERBAKOV', 'Fedor Shcherbakov')).toBe(1);
    expect(same('EMAIL', ' Ivan@Пример.рф', 'ivan@xn--e1afmkfd.xn--p1ai')).toBe(1);
    expect(same('EMAIL', 'ivan@a.ru', 'ivan+crm@a.ru')).toBe(2);
    expect(same('PHONE', '+7 912 345-67-89', '8 (912) 345 67 89', '79123456789')).toBe(1);
    expect(same('DOCUMENT', 'ае 12-34', 'AE1234')).toBe(1);
    expect(same('IDENTIFIER', 'a-1', 'A-1', 'a1')).toBe(3);
    expect(index.exactToken('NAME', ' - ')).toBeUndefined();
    expect(index.fingerprint('EMAIL', 'Ivan@a.ru')).toEqual(index.fingerprint('EMAIL', 'ivan@A.ru'));
    expect(index.fingerprint('EMAIL', 'ivan@a.ru')).toHaveLength(32);
  });

  it('tell nothing across tenants, nouns, classes and purposes', () => {
    const tokens = [
      index.exactToken('NAME', 'анна'),
      index.exactToken('FREE_TEXT', 'анна'),
      ...index.prefixTokens('NAME', 'ан'),
      ...index.prefixTokens('FREE_TEXT', 'ан'),
      index.fingerprint('NAME', 'анна')!.readBigInt64BE(),
      new BlindIndex(root, { tenant: 'globex', noun: 'contact' }).exactToken('NAME', 'анна'),
      new BlindIndex(root, { tenant: 'acme', noun: 'company' }).exactToken('NAME', 'анна'),
      new BlindIndex(Buffer.alloc(32, 8), { tenant: 'acme', noun: 'contact' }).exactToken('NAME', 'анна'),
    ];
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('fit a Postgres bigint, ascending and each once', () => {
    fc.assert(
      fc.property(names, (value) => {
        const tokens = index.prefixTokens('NAME', value);
        expect(tokens.every((token) => BigInt.asIntN(64, token) === token)).toBe(true);
        expect(mergeTokens(tokens, tokens)).toEqual(tokens);
        expect(tokens.every((token, at) => at === 0 || tokens[at - 1]! < token)).toBe(true);
      }),
    );
  });

  it('are asked of a destroyed index in vain', () => {
    const gone = new BlindIndex(root, { tenant: 'acme', noun: 'contact' });
    gone.prefixTokens('NAME', 'Анна');
    gone.destroy();
    expect(() => gone.exactToken('NAME', 'Анна')).toThrow('destroyed');
  });
});
