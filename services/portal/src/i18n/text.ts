import { useMemo } from 'react';
import { language, type Locale, type MessageKey } from './languages.js';
import { currentLocale, useLocale } from './locale.js';
import { said, type Params } from './message.js';

export type { MessageKey } from './languages.js';

/** Says a sentence in the language of the page. */
export type Say = (key: MessageKey, params?: Params) => string;

export function sayIn(locale: Locale): Say {
  const messages = language(locale);
  // A sentence of a chapter that the page forgot to open: its name is better than no page.
  return (key, params) => said(messages[key] ?? key, locale, params);
}

/** The sentence of a name that is put together while the page runs, or what to say where there is none. */
export function saidOr(say: Say, key: string, otherwise: string): string {
  return Object.hasOwn(language(currentLocale()), key) ? say(key as MessageKey) : otherwise;
}

/** How a component speaks. */
export function useSay(): Say {
  const locale = useLocale();
  return useMemo(() => sayIn(locale), [locale]);
}

/** Whether a name that was put together while the page runs is that of a sentence. */
export function isSaid(key: string): key is MessageKey {
  return Object.hasOwn(language(currentLocale()), key);
}

/** The sentence named by a word that came from outside, such as a timeline's kind; nothing when there is none. */
export function keyFor(prefix: string, word: string): MessageKey | undefined {
  const key = `${prefix}.${word}`;
  return Object.hasOwn(language(currentLocale()), key) ? (key as MessageKey) : undefined;
}
