import { useSyncExternalStore } from 'react';

/** The languages that the portal speaks. */
export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

const keptAs = 'rapport.locale';
const listeners = new Set<() => void>();
let current: Locale = first();

function first(): Locale {
  const wanted = kept() ?? navigator.language.slice(0, 2);
  return locales.find((each) => each === wanted) ?? 'en';
}

function kept(): string | null {
  try {
    return localStorage.getItem(keptAs);
  } catch {
    return null;
  }
}

/** The language of the page, for what is no component. */
export function currentLocale(): Locale {
  return current;
}

/** Speaks another language from now on, also after a reload where the browser keeps things. */
export function chooseLocale(locale: Locale): void {
  current = locale;
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(keptAs, locale);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
  for (const tell of listeners) tell();
}

/** The language of the page; the component is drawn again when it changes. */
export function useLocale(): Locale {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, currentLocale);
}
