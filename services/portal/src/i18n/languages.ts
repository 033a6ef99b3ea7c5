import type { en } from './en.js';
import type { Message } from './message.js';

/** The languages that the portal speaks. */
export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Name of a sentence: every language has all of them. */
export type MessageKey = keyof typeof en;

/** All that is said in one language. */
type Language = Readonly<Record<MessageKey, Message>>;

const books: Readonly<Record<Locale, () => Promise<Language>>> = {
  en: async () => (await import('./en.js')).en,
  ru: async () => (await import('./ru.js')).ru,
};
const learnt = new Map<Locale, Language>();

/** Loads a language; nothing is said in it before. */
export async function learn(locale: Locale): Promise<void> {
  if (!learnt.has(locale)) learnt.set(locale, await books[locale]());
}

/** A language that was learnt. */
export function language(locale: Locale): Language {
  const found = learnt.get(locale);
  if (!found) throw new Error(`${locale} was not learnt`);
  return found;
}
