import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { conditionsIn, filterText, operatorsOf, type Condition } from './condition.js';

const conditions = fc.array(
  fc.record({
    path: fc.constantFrom('standing', 'tags', 'emails.value', 'custom.loyalty-level'),
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', ':', '!:'),
    value: fc.oneof(fc.string(), fc.integer()),
  }),
) as fc.Arbitrary<Condition[]>;

describe('the conditions of a list', () => {
  it('are written in the grammar of the API', () => {
    const written: readonly Condition[] = [
      { path: 'standing', operator: '=', value: 'partner' },
      { path: 'tags', operator: '!:', value: 'say "hi" \\' },
      { path: 'employees', operator: '>=', value: 20 },
    ];
    expect(filterText(written)).toBe('standing = "partner" AND NOT tags:"say \\"hi\\" \\\\" AND employees >= 20');
  });

  it('are read back as they were written, joined by either word', () => {
    fc.assert(
      fc.property(conditions, fc.constantFrom('AND' as const, 'OR' as const), (all, joiner) => expect(conditionsIn(filterText(all, joiner))).toEqual(all)),
    );
  });

  it('are passed over from where they are not understood', () => {
    expect(conditionsIn('standing = customer AND (tags:"a" OR tags:"b")')).toEqual([{ path: 'standing', operator: '=', value: 'customer' }]);
    expect(conditionsIn('; drop')).toEqual([]);
  });

  it('ask of a sealed field what can be asked of it', () => {
    const asked = (kind: 'text' | 'tags' | 'number', isPersonal: boolean, path = 'x') =>
      operatorsOf({ kind, isPersonal, path }).map(({ operator }) => operator);
    expect(asked('text', true)).toEqual([':', '=', '!=']);
    expect(asked('text', true, 'custom.region')).toEqual(['=', '!=']);
    expect(asked('tags', false)).toEqual([':', '!:']);
    expect(asked('number', false)).toEqual(['=', '!=', '>=', '<=']);
  });
});
