import { useSyncExternalStore } from 'react';
import { keep, kept } from '../session/kept.js';
import { learn, locales, openChapter, type Chapter, type Locale } from './languages.js';

export { locales, type Locale } from './languages.js';

const keptAs = 'rapport.locale';
const listeners = new Set<() => void>();
let current: Locale = first();

function first(): Locale {
  const wanted = kept(keptAs) ?? navigator.language.slice(0, 2);
  return locales.find((each) => each === wanted) ?? 'en';
}

/** The language with the reader's own region (`en-GB`), by whose habit dates and numbers are written. */
export function regionOf(locale: Locale): string {
  return navigator.languages?.find((each) => each.split('-')[0] === locale) ?? locale;
}

/** The language of the page, for what is no component. */
export function currentLocale(): Locale {
  return current;
}

/** Speaks another language from now on, also after a reload where the browser keeps things. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await learn(locale);
  current = locale;
  document.documentElement.lang = locale;
  keep(keptAs, locale);
  for (const tell of listeners) tell();
}

/** The language of the page; the component is drawn again when it changes. */
export function useLocale(): Locale {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, currentLocale);
}

/** Loads what some pages say, together with them. */
export async function withChapters<T>(chapters: readonly Chapter[], load: () => Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([load(), ...chapters.map((chapter) => openChapter(chapter, current))]);
  return loaded;
}

/** Loads what a page says, together with it. */
export function withChapter<T>(chapter: Chapter, load: () => Promise<T>): Promise<T> {
  return withChapters([chapter], load);
}
