import { describe, expect, it } from '@jest/globals';
import { create } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { CreateContactRequestSchema } from '../gen/index.js';
import { Format } from '../options.js';
import { normalEmail } from './email.js';
import { forms } from './formats.js';
import { normalPhone } from './phone.js';
import { lengthOf, normalText } from './text.js';
import { validate } from './validate.js';

const anyText = fc.string({ unit: 'binary' });

describe('normalising twice is normalising once', () => {
  it('for texts of any characters', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(0, 200, 4000), (text, maxLen) => {
        const once = normalText(text, maxLen);
        expect(normalText(once, maxLen)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  const drafts: Record<string, fc.Arbitrary<string>> = {
    EMAIL: fc.oneof(fc.emailAddress(), fc.stringMatching(/^[A-Zа-я.]{1,9}@[A-Zа-яß-]{1,9}\.(?:рф|COM|中国)$/)),
    PHONE: fc.oneof(fc.stringMatching(/^\+[1-9][\d ()-]{5,14}$/), fc.stringMatching(/^8 ?\(?9\d\d\)? ?\d{3}-\d\d-\d\d$/)),
    URL: fc.oneof(fc.webUrl(), fc.stringMatching(/^HTTPS:\/\/[A-Zа-я]{1,9}\.(?:рф|com)\/[ а-я%]{0,9}$/)),
    UUID: fc.uuid().map((id) => id.toUpperCase()),
    DATE: fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d$/),
    COUNTRY: fc.stringMatching(/^[A-Za-z]{2}$/),
    LANGUAGE: fc.stringMatching(/^[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_][A-Za-z]{2})?$/),
    TAG: anyText,
    KEY: fc.stringMatching(/^[a-z0-9._-]{1,12}$/),
  };

  it.each(Object.entries(drafts))('for %s', (name, draft) => {
    const form = forms[Format[name as keyof typeof Format] as keyof typeof forms];
    let kept = 0;
    fc.assert(
      fc.property(draft, (text) => {
        const once = form.normal(text, undefined);
        if (once === undefined) return;
        kept += 1;
        expect(form.normal(once, undefined)).toBe(once);
      }),
      { numRuns: 500 },
    );
    expect(kept).toBeGreaterThan(20);
  });

  it('for whole requests, whatever they hold', () => {
    const contact = fc.record({
      givenName: anyText,
      jobTitle: anyText,
      tags: fc.array(anyText),
      emails: fc.array(fc.record({ value: fc.oneof(anyText, fc.emailAddress()), label: anyText })),
    });
    fc.assert(
      fc.property(contact, (draft) => {
        const request = create(CreateContactRequestSchema, { contact: draft });
        validate(CreateContactRequestSchema, request, { write: true });
        const once = structuredClone(request);
        validate(CreateContactRequestSchema, request, { write: true });
        expect(request).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe('texts', () => {
  it('are one line where they are short, and may have paragraphs where they are long', () => {
    expect(normalText('a\r\nb\tc\u2028d', 200)).toBe('a b c d');
    expect(normalText('a\r\nb\tc\u2028d', 4000)).toBe('a\nb\tc\nd');
  });

  it('are counted in code points', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(lengthOf(text)).toBe([...text].length)));
  });
});

describe('e-mail addresses', () => {
  it.each([
    ['Maria.K+crm@Example.ORG', 'maria.k+crm@example.org'],
    ['иван@почта.рф', 'иван@xn--80a1acny.xn--p1ai'],
    ['a@b-c.travel', 'a@b-c.travel'],
    ["o'neil@example.ie", "o'neil@example.ie"],
  ])('%s are kept as %s', (text, kept) => expect(normalEmail(text)).toBe(kept));

  it.each([
    '',
    '@',
    'a@',
    '@b.cd',
    'a@b',
    'a b@c.de',
    'a@b..cd',
    '.a@b.cd',
    'a.@b.cd',
    'a..b@c.de',
    'a@-b.cd',
    'a@b.c',
    'a@127.0.0.1',
    'a@[::1]',
    '"a"@b.cd',
    'a,b@c.de',
    'a@b.cd\u0000',
    'a@b/c.de',
    'a@b.c1:80',
    'a@http://b.cd',
  ])('%j is none', (text) => expect(normalEmail(text)).toBeUndefined());
});

describe('phone numbers', () => {
  it.each([
    ['+7 912 345-67-89', undefined, '+79123456789'],
    ['8 (912) 345 67 89', undefined, '+79123456789'],
    ['89123456789', 'RU', '+79123456789'],
    ['(212) 555-0123', 'US', '+12125550123'],
    ['+49 (0) 30 901820', undefined, '+4930901820'],
    ['+86 138 1234 5678', undefined, '+8613812345678'],
  ])('%s in %s is kept as %s', (text, region, kept) => expect(normalPhone(text, region)).toBe(kept));

  it.each(['123', '+7 912', '+999 1234567', 'call me', '+7 912 345-67-89 доб. 12', '+7 912 345-67-89 ext. 5', '0', '+', '8 000 000-00-00 00', '１+'])(
    '%j is none',
    (text) => {
      expect(normalPhone(text)).toBeUndefined();
    },
  );
});

describe('other forms', () => {
  it.each([
    [Format.URL, 'HTTP://Пример.рф', 'http://xn--e1afmkfd.xn--p1ai'],
    [Format.URL, 'javascript:alert(1)', undefined],
    [Format.URL, 'http://user:secret@example.org/', undefined],
    [Format.URL, 'http:example.org', undefined],
    [Format.DATE, '2024-02-29', '2024-02-29'],
    [Format.DATE, '2023-02-29', undefined],
    [Format.DATE, '0000-01-01', undefined],
    [Format.LANGUAGE, 'zh_hant_tw', 'zh-Hant-TW'],
    [Format.LANGUAGE, 'klingonese', undefined],
    [Format.COUNTRY, 'ru', 'RU'],
    [Format.COUNTRY, 'UK', undefined],
    [Format.KEY, 'web-form.v2', 'web-form.v2'],
    [Format.KEY, 'Web', undefined],
    [Format.KEY, '-web', undefined],
  ] as const)('%s: %j is kept as %j', (format, text, kept) => expect(forms[format].normal(text, undefined)).toBe(kept));
});
