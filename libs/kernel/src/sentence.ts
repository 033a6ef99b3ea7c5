import type { ReasonParams } from './app-error.js';
import { reasonsEn, type Reason } from './reasons.en.js';
import { reasonsRu } from './reasons.ru.js';

/** The languages Rapport speaks. A further one is a further file of reasons. */
export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

const sentences: Readonly<Record<Locale, Readonly<Record<Reason, string>>>> = { en: reasonsEn, ru: reasonsRu };

/** What to tell a person: the reason's sentence in their language with its `{placeholders}` filled. */
export function sentence(locale: Locale, reason: Reason, params: ReasonParams = {}): string {
  return sentences[locale][reason].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
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
