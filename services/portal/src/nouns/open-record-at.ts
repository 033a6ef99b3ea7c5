import type { NounPlace } from './nouns.js';

/** The record that an address of the portal shows; nothing for lists and other pages. */
export function openRecordAt(path: string, nouns: readonly Pick<NounPlace, 'name' | 'path'>[]): { readonly noun: string; readonly id: string } | undefined {
  const [, list, id, ...rest] = path.split('/');
  const noun = nouns.find((one) => one.path === `/${list}`);
  return noun && id && rest.length === 0 ? { noun: noun.name, id } : undefined;
}
