import { useMemo } from 'react';
import { en } from './en.js';
import { useLocale, type Locale } from './locale.js';
import { said, type Message, type Params } from './message.js';
import { ru } from './ru.js';

/** Name of a sentence: every language has all of them. */
export type MessageKey = keyof typeof en;

/** Says a sentence in the language of the page. */
export type Say = (key: MessageKey, params?: Params) => string;

const messages: Readonly<Record<Locale, Readonly<Record<MessageKey, Message>>>> = { en, ru };

export function sayIn(locale: Locale): Say {
  return (key, params) => said(messages[locale][key], locale, params);
}

/** How a component speaks. */
export function useSay(): Say {
  const locale = useLocale();
  return useMemo(() => sayIn(locale), [locale]);
}

/** The sentence named by a word that came from outside, such as a timeline's kind; nothing when there is none. */
export function keyFor(prefix: string, word: string): MessageKey | undefined {
  const key = `${prefix}.${word}`;
  return Object.hasOwn(en, key) ? (key as MessageKey) : undefined;
}
