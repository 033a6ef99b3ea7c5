import { PiiClass, piiOf } from '@rapport/contracts/client';
import type { Noun } from '../nouns/noun.js';

/** Ways to reach or identify a person. Names and texts are what a page is about. */
const reaching: ReadonlySet<PiiClass> = new Set([
  PiiClass.EMAIL,
  PiiClass.PHONE,
  PiiClass.ADDRESS,
  PiiClass.BIRTH_DATE,
  PiiClass.DOCUMENT,
  PiiClass.IDENTIFIER,
]);

/** Names of the fields that the page of a person does not show before it is asked to, so that the audit tells who wanted them. */
export function discreetFields({ schema, isPerson }: Pick<Noun, 'schema' | 'isPerson'>): ReadonlySet<string> {
  return new Set(isPerson ? schema.fields.filter((field) => reaching.has(piiOf(field))).map(({ name }) => name) : []);
}
