import { use } from 'react';
import type { Noun } from './noun.js';
import { nounNamed } from './nouns.js';

/** A noun by its name, once its descriptor is loaded: below a `Suspense`. */
export function useNoun(name: string): Noun | undefined {
  const place = nounNamed(name);
  return place && use(place.load());
}
