import type { aiEn } from './ai.en.js';
import type { assistEn } from './assist.en.js';
import type { auditEn } from './audit.en.js';
import type { callsEn } from './calls.en.js';
import type { consentEn } from './consent.en.js';
import type { customFieldsEn } from './custom-fields.en.js';
import type { deskEn } from './desk.en.js';
import type { en } from './en.js';
import type { homeEn } from './home.en.js';
import type { Message } from './message.js';
import type { pipelinesEn } from './pipelines.en.js';
import type { recordEn } from './record.en.js';
import type { salesEn } from './sales.en.js';
import type { wordsEn } from './words.en.js';

/** The languages that the portal speaks. */
export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Name of a sentence: every language has all of them. */
export type MessageKey =
  | keyof typeof en
  | keyof typeof aiEn
  | keyof typeof assistEn
  | keyof typeof auditEn
  | keyof typeof callsEn
  | keyof typeof consentEn
  | keyof typeof customFieldsEn
  | keyof typeof deskEn
  | keyof typeof homeEn
  | keyof typeof pipelinesEn
  | keyof typeof recordEn
  | keyof typeof salesEn
  | keyof typeof wordsEn;

/** All that is said in one language. */
type Language = Readonly<Record<MessageKey, Message>>;

/** Sentences of some pages alone, learnt with them. */
export type Chapter = 'ai' | 'assist' | 'audit' | 'calls' | 'consent' | 'custom-fields' | 'desk' | 'home' | 'pipelines' | 'record' | 'sales' | 'words';

type Book = () => Promise<Partial<Language>>;

const books: Readonly<Record<Locale, Book>> = {
  en: async () => (await import('./en.js')).en,
  ru: async () => (await import('./ru.js')).ru,
};
const chapters: Readonly<Record<Chapter, Readonly<Record<Locale, Book>>>> = {
  ai: { en: async () => (await import('./ai.en.js')).aiEn, ru: async () => (await import('./ai.ru.js')).aiRu },
  assist: { en: async () => (await import('./assist.en.js')).assistEn, ru: async () => (await import('./assist.ru.js')).assistRu },
  audit: { en: async () => (await import('./audit.en.js')).auditEn, ru: async () => (await import('./audit.ru.js')).auditRu },
  calls: { en: async () => (await import('./calls.en.js')).callsEn, ru: async () => (await import('./calls.ru.js')).callsRu },
  consent: { en: async () => (await import('./consent.en.js')).consentEn, ru: async () => (await import('./consent.ru.js')).consentRu },
  'custom-fields': {
    en: async () => (await import('./custom-fields.en.js')).customFieldsEn,
    ru: async () => (await import('./custom-fields.ru.js')).customFieldsRu,
  },
  desk: { en: async () => (await import('./desk.en.js')).deskEn, ru: async () => (await import('./desk.ru.js')).deskRu },
  pipelines: { en: async () => (await import('./pipelines.en.js')).pipelinesEn, ru: async () => (await import('./pipelines.ru.js')).pipelinesRu },
  record: { en: async () => (await import('./record.en.js')).recordEn, ru: async () => (await import('./record.ru.js')).recordRu },
  sales: { en: async () => (await import('./sales.en.js')).salesEn, ru: async () => (await import('./sales.ru.js')).salesRu },
  words: { en: async () => (await import('./words.en.js')).wordsEn, ru: async () => (await import('./words.ru.js')).wordsRu },
  home: { en: async () => (await import('./home.en.js')).homeEn, ru: async () => (await import('./home.ru.js')).homeRu },
};
const learnt = new Map<Locale, Partial<Record<MessageKey, Message>>>();
const opened = new Set<Chapter>();

/** Loads a language, with the chapters that were opened; nothing is said in it before. */
export async function learn(locale: Locale): Promise<void> {
  const read = await Promise.all([...(learnt.has(locale) ? [] : [books[locale]()]), ...[...opened].map((chapter) => chapters[chapter][locale]())]);
  learnt.set(locale, Object.assign(learnt.get(locale) ?? {}, ...read) as Partial<Language>);
}

/** Loads a chapter, now and in whichever language is learnt later. */
export async function openChapter(chapter: Chapter, locale: Locale): Promise<void> {
  opened.add(chapter);
  await learn(locale);
}

/** A language that was learnt. */
export function language(locale: Locale): Language {
  const found = learnt.get(locale);
  if (!found) throw new Error(`${locale} was not learnt`);
  return found as Language;
}
