import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCard, isIban, isInn, isSnils } from './checksums.js';
import { detect } from './detect.js';
import { Masking } from './mask.js';
import { namesSaid } from './names-said.js';

const names = { people: ['Мария Ковалёва', 'John Smith'], organisations: ['ООО Север', 'Northwind Traders'] };
const kindsIn = (text: string) => detect(text, names).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('what must not leave the installation', () => {
  it.each([
    ['write to maria.k+news@mail.example.com today', [['EMAIL', 'maria.k+news@mail.example.com']]],
    ['почта мария@пример.рф, спасибо', [['EMAIL', 'мария@пример.рф']]],
    [
      'call +7 (912) 345-67-89 or 8 912 345 67 89',
      [
        ['PHONE', '+7 (912) 345-67-89'],
        ['PHONE', '8 912 345 67 89'],
      ],
    ],
    ['my card is 4111 1111 1111 1111.', [['CARD', '4111 1111 1111 1111']]],
    ['IBAN DE89 3704 0044 0532 0130 00 please', [['IBAN', 'DE89 3704 0044 0532 0130 00']]],
    ['ИНН 7707083893', [['INN', '7707083893']]],
    ['СНИЛС 112-233-445 95', [['SNILS', '112-233-445 95']]],
    [
      'поговорили с Марией Ковалевой и Ковалёвой Марии',
      [
        ['PERSON', 'Марией Ковалевой'],
        ['PERSON', 'Ковалёвой'],
        ['PERSON', 'Марии'],
      ],
    ],
    [
      "John Smith's offer to Northwind Traders",
      [
        ['PERSON', "John Smith's"],
        ['ORGANISATION', 'Northwind Traders'],
      ],
    ],
    ['живёт на ул. Ленина, д. 5, кв. 12', [['ADDRESS', 'ул. Ленина, д. 5, кв. 12']]],
    ['at 221 Baker Street', [['ADDRESS', '221 Baker Street']]],
  ])('%s', (text, found) => expect(kindsIn(text)).toEqual(found));

  it.each<[string, string[], string[]]>([
    ['звонил Паша, перезвонить Павлу Достоевскому или П. А. Достоевскому', ['Павел Достоевский'], ['Паша', 'Павлу Достоевскому', 'П. А. Достоевскому']],
    ['счёт для Ли, которая ли просила', ['Анна Ли'], ['Ли']],
    ['Смиту и Джону ответить', ['John Smith'], ['Смиту', 'Джону']],
    ['Kovaleva wrote, Masha phoned', ['Мария Ковалёва'], ['Kovaleva', 'Masha']],
    ['Bill and Mr Carter’s invoice', ['William Carter'], ['Bill', 'Carter’s']],
  ])('in “%s” are the names of %j', (text, people, found) =>
    expect(detect(text, { people, organisations: [] }).map(({ start, end }) => text.slice(start, end))).toEqual(found),
  );

  it('is a firm by its name without its form', () => {
    const known = { people: [], organisations: ['ООО «Северный ветер»', 'Northwind Traders'] };
    const text = 'Северному ветру и Northwind отгрузить';
    expect(detect(text, known).map(({ start, end }) => text.slice(start, end))).toEqual(['Северному ветру', 'Northwind']);
  });

  it.each(['on 2026-03-02 we met', 'forty thousand euros, or 40 000', 'order 20931', 'версия 1.2.3 от 2026 года', 'the price is 1999.00'])(
    'is not in “%s”',
    (text) => expect(kindsIn(text)).toEqual([]),
  );

  it('is known by its checksum', () => {
    expect([isCard('4111111111111111'), isCard('4111111111111112'), isCard('0000000000000000')]).toEqual([true, false, false]);
    expect([isIban('GB82 WEST 1234 5698 7654 32'), isIban('GB82 WEST 1234 5698 7654 33')]).toEqual([true, false]);
    expect([isInn('500100732259'), isInn('7707083893'), isInn('7707083894')]).toEqual([true, true, false]);
    expect([isSnils('11223344595'), isSnils('11223344596')]).toEqual([true, false]);
  });

  it.each(['a', 'я', '1', 'a.', 'www.', 'компания'])('is found soon in the longest text that anybody may send, also in “%s” without an end', (letters) => {
    const began = performance.now();
    const text = letters.repeat(20_000 / letters.length);
    detect(text, names);
    namesSaid([text]);
    expect(performance.now() - began).toBeLessThan(800);
  });
});

describe('a masking', () => {
  it('replaces the same thing by the same placeholder in every text, and puts it back', () => {
    const masking = new Masking(names);
    const [first, second] = [masking.mask('John Smith, a@b.example, and john smith again'), masking.mask('ask A@B.example')];
    expect([first, second]).toEqual(['[PERSON_1], [EMAIL_1], and [PERSON_1] again', 'ask [EMAIL_1]']);
    expect(masking.unmask('Dear [PERSON_1], not [PERSON_2]')).toBe('Dear John Smith, not [PERSON_2]');
    expect(masking.unmaskDeep(masking.maskDeep({ to: ['John Smith'], at: 1 }))).toEqual({ to: ['John Smith'], at: 1 });
    expect(masking.replaced).toEqual({ PERSON: 1, EMAIL: 1 });
  });

  it('is not fooled by a text that brings placeholders along', () => {
    const masking = new Masking(names);
    expect(masking.unmask(masking.mask('John Smith says [PERSON_1] is here'))).toBe('John Smith says ⟦PERSON_1] is here');
  });

  it('leaves nothing of what it was told, wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z ,.]{0,30}$/);
    fc.assert(
      fc.property(word, word, fc.constantFrom('John Smith', '4111111111111111', 'a.b@c.example', '+7 912 345-67-89'), (before, after, secret) => {
        const masking = new Masking(names);
        const text = `${before} ${secret} ${after}`;
        const masked = masking.mask(text);
        expect(masked).not.toContain(secret);
        expect(masking.unmask(masked)).toBe(text);
      }),
    );
  });
});
