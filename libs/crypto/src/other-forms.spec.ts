import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BlindIndex } from './blind-index.js';
import { normaliseEmail } from './email-form.js';
import type { FieldClass } from './field-class.js';
import { normalisePhone } from './phone-form.js';

const index = new BlindIndex(Buffer.alloc(32, 7), { tenant: 'acme', noun: 'contact', region: 'RU' });
function answer(fieldClass: FieldClass, value: string, typed: string): [boolean, boolean] {
  const held = new Set(index.prefixTokens(fieldClass, value));
  return [index.queryReadings(fieldClass, typed).some((tokens) => tokens.every((token) => held.has(token))), index.matches(fieldClass, value, typed)];
}

describe('e-mail addresses', () => {
  it.each([
    ['Ivan@Example.COM ', 'ivan@example.com'],
    ['ivan+crm@пример.рф', 'ivan+crm@xn--e1afmkfd.xn--p1ai'],
    ['ivan@Bücher.example', 'ivan@xn--bcher-kva.example'],
    ['ivan', undefined],
    ['@a.ru', undefined],
    ['ivan@', undefined],
  ])('have one form: %s is %s', (value, normalised) => expect(normaliseEmail(value)).toBe(normalised));

  it('are found by every beginning of two characters or more', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (value) => {
        for (let length = 2; length <= value.length; length += 1) {
          const typed = value.slice(0, length);
          const held = new Set(index.prefixTokens('EMAIL', value));
          expect([typed, index.queryTokens('EMAIL', typed).every((token) => held.has(token))]).toEqual([typed, true]);
        }
      }),
    );
  });

  it.each(['iv', 'IVAN.PET', 'petrov', 'ivan.petrov@acme.ru', '@acme', 'acme.ru', 'petrov@ac', 'sales@acme'])('are found by a part: %s', (typed) =>
    expect(answer('EMAIL', typed.startsWith('sales') ? 'ivan+sales@acme.ru' : 'ivan.petrov@acme.ru', typed)).toEqual([true, true]),
  );

  it('are found by an international domain while it is typed', () => expect(answer('EMAIL', 'ivan@xn--e1afmkfd.xn--p1ai', 'ivan@прим')).toEqual([true, true]));

  it('are not found by another', () => expect(answer('EMAIL', 'ivan@acme.ru', 'boris')).toEqual([false, false]));
});

describe('phone numbers', () => {
  it.each([
    ['8 (912) 345-67-89', '+79123456789'],
    ['+49 30 901820', '+4930901820'],
    ['12', undefined],
    ['call me', undefined],
  ])('have one form: %s is %s', (value, normalised) => expect(normalisePhone(value, 'RU')).toBe(normalised));

  it('are found by every beginning, with country code or without, and by every four or more last digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^9\d{9}$/), (national) => {
        const e164 = `+7${national}`;
        for (let length = 3; length <= 10; length += 1) {
          for (const typed of [e164.slice(0, length + 2), national.slice(0, length), `8${national.slice(0, length)}`])
            expect([typed, ...answer('PHONE', e164, typed)]).toEqual([typed, true, true]);
          if (length >= 4) expect([length, ...answer('PHONE', e164, national.slice(-length))]).toEqual([length, true, true]);
        }
      }),
    );
  });

  it.each(['8 912 345-67-89', '+7 (912) 345', '912-345', '67-89', '9123456789', '7912'])('are found as people write them: %s', (typed) =>
    expect(answer('PHONE', '+79123456789', typed)).toEqual([true, true]),
  );

  it('are not found by a name, by too few digits or by another number', () => {
    expect(index.queryReadings('PHONE', 'ivan 912345')).toEqual([]);
    expect(index.queryReadings('PHONE', '91')).toEqual([]);
    expect(answer('PHONE', '+79123456789', '+7 912 999')).toEqual([false, false]);
  });
});

describe('addresses, documents, identifiers and dates', () => {
  it.each<[FieldClass, string, string]>([
    ['ADDRESS', '197022, Санкт-Петербург, ул. Профессора Попова, д. 37', 'петербург поп 37'],
    ['ADDRESS', 'Москва, Щукинская ул.', 'moskva shchuk'],
    ['FREE_TEXT', 'Просил перезвонить', 'перезв'],
    ['DOCUMENT', '40 12 345678', '4012 34'],
    ['DOCUMENT', 'АЕ 1234', 'ae12'],
    ['IDENTIFIER', 'erp-1042', 'ERP10'],
    ['BIRTH_DATE', '1990-04-12', '1990'],
    ['BIRTH_DATE', '1990-04-12', '1990-04'],
  ])('%s: %s is found by %s', (fieldClass, value, typed) => expect(answer(fieldClass, value, typed)).toEqual([true, true]));

  it('a document is not found by another’s beginning', () => expect(answer('DOCUMENT', '40 12 345678', '4013')).toEqual([false, false]));
});
