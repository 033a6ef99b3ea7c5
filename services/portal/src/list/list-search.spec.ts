import { describe, expect, it } from '@jest/globals';
import type { Field } from '../fields/field.js';
import { callOf, opensWith, readListSearch, split, wishIn } from './list-search.js';

const noun = { order: 'display_name' } as const;
const fields = [
  { filterPath: 'standing', isPersonal: false },
  { filterPath: 'emails.value', isPersonal: true },
] as Field[];

describe('the address of a list', () => {
  it('is passed over where it is not understood', () => {
    expect(readListSearch({ sort: 'a b', filter: '; drop', any: 'yes', page: 3 })).toEqual({});
    expect(readListSearch({ sort: '-created_at', filter: 'standing = customer', any: true })).toEqual({
      sort: '-created_at',
      filter: 'standing = "customer"',
      any: true,
    });
  });

  it('never holds what tells of a person, and yet the list is narrowed by it', () => {
    const conditions = [
      { path: 'emails.value', operator: ':', value: 'maria' },
      { path: 'standing', operator: '=', value: 'customer' },
    ] as const;
    const { search, personal } = split({ conditions, isAny: true, sort: '-created_at', layout: 'table' }, fields, noun);
    expect(JSON.stringify(search)).not.toMatch(/maria|email/);
    expect(callOf(wishIn(search, personal, noun), fields, 'sofia')).toEqual({
      filter: 'standing = "customer" OR emails.value:"maria"',
      orderBy: 'created_at desc',
    });
  });

  it('leaves out what is as usual, and conditions that lack their value', () => {
    const wish = { conditions: [{ path: 'standing', operator: '=', value: '' }], isAny: false, sort: 'display_name', layout: 'table' } as const;
    expect(split({ ...wish, conditions: [] }, fields, noun)).toEqual({ search: {}, personal: '' });
    expect(callOf(wish, fields, 'sofia')).toEqual({ filter: '', orderBy: 'display_name' });
  });

  it('that names a view and nothing else opens it, once; what one changed since stays', () => {
    const beside = { personal: '', applied: undefined, opening: 'mine' };
    expect(opensWith({}, beside)).toBe('mine');
    expect(opensWith({ view: 'v-1' }, beside)).toBe('v-1');
    expect(opensWith({ view: 'v-1' }, { ...beside, applied: 'v-1' })).toBeUndefined();
    expect(opensWith({ view: 'v-1', layout: 'board' }, beside)).toBeUndefined();
    expect(opensWith({ filter: 'standing = "customer"' }, beside)).toBeUndefined();
    expect(opensWith({}, { ...beside, personal: 'emails.value:"a"' })).toBeUndefined();
  });
});
