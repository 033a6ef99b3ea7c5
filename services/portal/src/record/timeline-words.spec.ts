import { describe, expect, it } from '@jest/globals';
import { eventRuleOf, timelineEvents } from '@rapport/contracts';
import { consentEn } from '../i18n/consent.en.js';
import { consentRu } from '../i18n/consent.ru.js';
import { en } from '../i18n/en.js';
import { recordEn } from '../i18n/record.en.js';
import { recordRu } from '../i18n/record.ru.js';
import { ru } from '../i18n/ru.js';
import { timelineKeys } from './timeline-words.js';

/** What a record's page has learnt, in each language. */
const books = { en: { ...en, ...recordEn, ...consentEn }, ru: { ...ru, ...recordRu, ...consentRu } };
/** Put there without an event's contract: by the first event of a customer and those of relations. */
const further = ['created', 'related', 'unrelated'];
const lines = timelineEvents.map((event) => eventRuleOf(event)!.timeline!).map(({ kind, action }) => ({ kind, action }));

describe('an entry of a timeline', () => {
  it.each([...lines, ...further.map((kind) => ({ kind, action: '' }))])('has words in both languages: $kind $action', ({ kind, action }) => {
    const [first, second] = timelineKeys(kind, action);
    for (const book of Object.values(books)) expect([Object.hasOwn(book, second!), action === '' || Object.hasOwn(book, first!)]).toEqual([true, true]);
  });
});
