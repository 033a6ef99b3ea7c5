import { describe, expect, it } from '@jest/globals';
import type { Field } from '../fields/field.js';
import { groupFields, groupsOf } from './group.js';

const field = (path: string, kind: Field['kind'], rest: Partial<Field> = {}) => ({ path, filterPath: path, kind, isWritable: true, ...rest }) as Field;

describe('the columns of a board', () => {
  it('are by a field that the descriptor names, by a choice of the tenant’s own, or by whose the records are', () => {
    const all = [
      field('name', 'text'),
      field('standing', 'choice'),
      field('owner_id', 'colleague'),
      field('custom.tier', 'choice'),
      field('author_id', 'colleague', { isWritable: false }),
    ];
    expect(groupFields({ board: { groups: ['standing'] } }, all).map(({ path }) => path)).toEqual(['standing', 'custom.tier', 'owner_id']);
    expect(groupFields({}, [field('name', 'text')])).toEqual([]);
  });

  it('ask for the records of one value each, and for those of none', () => {
    const options = [{ word: 'gold "1"', label: 'Gold', means: 'gold "1"' }];
    expect(groupsOf(field('custom.tier', 'choice'), options, 'Not set').map(({ filter }) => filter)).toEqual([
      'NOT custom.tier != ""',
      'custom.tier = "gold \\"1\\""',
    ]);
    expect(groupsOf(field('standing', 'choice'), [], 'Not set')[0]?.filter).toBe('standing = "unspecified"');
    expect(groupsOf(field('owner_id', 'colleague'), [], 'Nobody')[0]?.filter).toBe('owner_id = ""');
  });
});
