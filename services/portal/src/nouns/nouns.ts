import { companyNoun } from './company.noun.js';
import { contactNoun } from './contact.noun.js';
import type { Noun } from './noun.js';

/** Every noun that has lists and record pages. A further one is added here. */
export const nouns: readonly Noun[] = [contactNoun, companyNoun];

export function nounNamed(name: string): Noun | undefined {
  return nouns.find((noun) => noun.name === name);
}
