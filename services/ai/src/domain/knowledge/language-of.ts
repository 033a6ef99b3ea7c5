/** Languages that articles are written in. */
export type ArticleLanguage = 'ru' | 'en';

/** The language of a short text: Russian where most of its letters are Cyrillic, or by the fallback where it has none. */
export function languageOf(text: string, fallback: string): ArticleLanguage {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (cyrillic + latin === 0) return fallback === 'ru' ? 'ru' : 'en';
  return cyrillic >= latin * 0.5 ? 'ru' : 'en';
}
