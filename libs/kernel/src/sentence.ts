import type { ReasonParams } from './app-error.js';
import { reasonsEn, type Reason } from './reasons.en.js';
import { reasonsRu } from './reasons.ru.js';
import { wordsRu, type Word } from './words.ru.js';

/** The languages Rapport speaks. A further one is a further file of reasons. */
export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

const sentences: Readonly<Record<Locale, Readonly<Record<Reason, string>>>> = { en: reasonsEn, ru: reasonsRu };

/** What to tell a person: the reason's sentence in their language with its `{placeholders}` filled, words of our own in their language too. */
export function sentence(locale: Locale, reason: Reason, params: ReasonParams = {}): string {
  return filled(sentences[locale][reason], (name) => {
    const value = params[name];
    if (!isWord(value)) return value;
    return filled(locale === 'ru' ? wordsRu[value] : value, (inner) => params[inner]);
  });
}

function isWord(value: string | number | undefined): value is Word {
  return typeof value === 'string' && Object.hasOwn(wordsRu, value);
}

function filled(text: string, valueOf: (name: string) => string | number | undefined): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(valueOf(name) ?? placeholder));
}

/** The best language for an `Accept-Language` header; English when none fits. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...params] = part.trim().split(';');
    const quality = params.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
    return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  wanted.sort((a, b) => b.quality - a.quality);
  return locales.find((locale) => locale === wanted.find((w) => w.quality > 0 && locales.some((l) => l === w.language))?.language) ?? 'en';
}
