import { describe, expect, it } from '@jest/globals';
import { aiEn } from './ai.en.js';
import { aiRu } from './ai.ru.js';
import { assistEn } from './assist.en.js';
import { assistRu } from './assist.ru.js';
import { auditEn } from './audit.en.js';
import { auditRu } from './audit.ru.js';
import { callsEn } from './calls.en.js';
import { callsRu } from './calls.ru.js';
import { consentEn } from './consent.en.js';
import { consentRu } from './consent.ru.js';
import { customFieldsEn } from './custom-fields.en.js';
import { customFieldsRu } from './custom-fields.ru.js';
import { deskEn } from './desk.en.js';
import { deskRu } from './desk.ru.js';
import { homeEn } from './home.en.js';
import { homeRu } from './home.ru.js';
import { pipelinesEn } from './pipelines.en.js';
import { pipelinesRu } from './pipelines.ru.js';
import { recordEn } from './record.en.js';
import { recordRu } from './record.ru.js';
import { salesEn } from './sales.en.js';
import { salesRu } from './sales.ru.js';
import { wordsEn } from './words.en.js';
import { wordsRu } from './words.ru.js';
import { en as frameEn } from './en.js';
import { said, type Message } from './message.js';
import { ru as frameRu } from './ru.js';

const chapters = [frameEn, homeEn, recordEn, consentEn, customFieldsEn, deskEn, salesEn, auditEn, callsEn, assistEn, aiEn, pipelinesEn, wordsEn];
const en = {
  ...frameEn,
  ...homeEn,
  ...recordEn,
  ...consentEn,
  ...customFieldsEn,
  ...deskEn,
  ...salesEn,
  ...auditEn,
  ...callsEn,
  ...assistEn,
  ...aiEn,
  ...pipelinesEn,
  ...wordsEn,
};
const ru = {
  ...frameRu,
  ...homeRu,
  ...recordRu,
  ...consentRu,
  ...customFieldsRu,
  ...deskRu,
  ...salesRu,
  ...auditRu,
  ...callsRu,
  ...assistRu,
  ...aiRu,
  ...pipelinesRu,
  ...wordsRu,
};

const placesIn = (message: Message) => {
  const forms = typeof message === 'string' ? [message] : Object.values(message);
  return forms.map((form) =>
    [...form.matchAll(/\{\w+\}/g)]
      .map(([place]) => place)
      .sort()
      .join(),
  );
};

describe('the languages of the portal', () => {
  it('say the same sentences with the same places', () => {
    expect(Object.keys(ru)).toEqual(Object.keys(en));
    for (const [key, message] of Object.entries(en)) {
      const places = new Set([...placesIn(message), ...placesIn(ru[key as keyof typeof en])]);
      expect([key, places.size]).toEqual([key, 1]);
    }
  });

  it('say a thing in one place: what two chapters said differently would depend on which page was opened last', () => {
    const named = chapters.flatMap((chapter) => Object.keys(chapter));
    expect(named.filter((key, at) => named.indexOf(key) !== at)).toEqual([]);
  });

  it('are not one another', () => {
    const same = Object.entries(en).filter(([key, message]) => ru[key as keyof typeof en] === message);
    expect(same.map(([key]) => key)).toEqual(['language.ru', 'language.en', 'nav.api', 'notification.system']);
  });

  it('count as people do', () => {
    const entries = (n: number) => said(ru['audit.wholeText'], 'ru', { n });
    expect([1, 3, 5, 21].map(entries)).toEqual(['Проверена 1 запись.', 'Проверено 3 записи.', 'Проверено 5 записей.', 'Проверена 21 запись.']);
    expect(said(en['audit.wholeText'], 'en', { n: 1200 })).toBe('1,200 entries were walked.');
  });

  it('put in what is given and nothing for what is not', () => {
    expect(said('{a} and {b}', 'en', { a: 'one' })).toBe('one and ');
  });
});
