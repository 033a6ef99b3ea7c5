import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergedTags } from './merged-tags.js';

const tags = fc.uniqueArray(fc.constantFrom('vip', 'new', 'north', 'pilot', 'late'));
const sorted = (list: readonly string[]) => list.toSorted();

describe('tags that two people change at once', () => {
  it('keep what each added and lose what each removed', () => {
    expect(mergedTags(['vip', 'new'], ['vip', 'north'], ['new', 'pilot'])).toEqual(['north', 'pilot']);
  });

  it('are mine where nobody else changed them, and theirs where I did not', () => {
    fc.assert(
      fc.property(tags, tags, (before, after) => {
        expect(sorted(mergedTags(before, before, after))).toEqual(sorted(after));
        expect(sorted(mergedTags(before, after, before))).toEqual(sorted(after));
      }),
    );
  });

  it('do not depend on who was first', () => {
    fc.assert(
      fc.property(tags, tags, tags, (before, one, other) => {
        expect(sorted(mergedTags(before, one, other))).toEqual(sorted(mergedTags(before, other, one)));
      }),
    );
  });
});
