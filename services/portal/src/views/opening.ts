import type { Noun } from '../nouns/noun.js';
import { keep, kept } from '../session/kept.js';

const keptAs = (noun: Pick<Noun, 'name'>) => `rapport.opens.${noun.name}`;

/** The view with which a list opens, as this browser's reader chose it, else the noun; nothing for all records. */
export function openingOf(noun: Pick<Noun, 'name' | 'opens'>): string | undefined {
  const chosen = kept(keptAs(noun)) ?? noun.opens;
  return chosen === 'all' ? undefined : chosen;
}

/** Has a list open with a view from now on. */
export function openWith(noun: Pick<Noun, 'name' | 'opens'>, id: string): void {
  keep(keptAs(noun), id);
}
