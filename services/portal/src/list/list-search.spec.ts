import { describe, expect, it } from '@jest/globals';
import type { Noun } from '../nouns/noun.js';
import { readListSearch, wishOf } from './list-search.js';

const noun = { sortByName: 'display_name' } as Noun;

describe('the address of a list', () => {
  it('is passed over where it is not understood', () => {
    expect(readListSearch({ sort: 'oldest', standing: 'enemy', tag: ['a'], page: 3 })).toEqual({});
    expect(readListSearch({ sort: 'newest', standing: 'customer', tag: 2024 })).toEqual({ sort: 'newest', standing: 'customer', tag: '2024' });
  });

  it('becomes filter and order of the API', () => {
    expect(wishOf({}, noun)).toEqual({ filter: '', orderBy: 'display_name' });
    expect(wishOf({ sort: 'newest', standing: 'partner', tag: 'say "hi" \\' }, noun)).toEqual({
      filter: 'standing = partner AND tags:"say \\"hi\\" \\\\"',
      orderBy: 'created_at desc',
    });
  });
});
