import { standings } from '../nouns/standing.js';
import type { Noun } from '../nouns/noun.js';

/** How a list is narrowed and ordered; in the address, so that it can be kept and sent. Nothing of it tells of a person. */
export interface ListSearch {
  readonly sort?: 'newest';
  readonly standing?: string;
  readonly tag?: string;
}

/** What of an address is understood; the rest is passed over. */
export function readListSearch({ sort, standing, tag }: Readonly<Record<string, unknown>>): ListSearch {
  return {
    ...(sort === 'newest' && { sort }),
    ...(standings.some(({ word }) => word === standing) && { standing: String(standing) }),
    ...((typeof tag === 'string' || typeof tag === 'number') && tag !== '' && { tag: String(tag).slice(0, 60) }),
  };
}

/** The same in the grammar of the API's lists. */
export function wishOf({ sort, standing, tag }: ListSearch, noun: Noun): { readonly filter: string; readonly orderBy: string } {
  const conditions = [...(standing ? [`standing = ${standing}`] : []), ...(tag ? [`tags:"${tag.replace(/["\\]/g, '\\$&')}"`] : [])];
  return { filter: conditions.join(' AND '), orderBy: sort === 'newest' ? 'created_at desc' : noun.sortByName };
}
