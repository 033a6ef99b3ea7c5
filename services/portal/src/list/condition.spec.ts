import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FieldKind } from '../nouns/noun.js';
import { askedText, conditionsIn, filterText, operatorsOf, type Condition } from './condition.js';

const conditions = fc.array(
  fc.record({
    path: fc.constantFrom('standing', 'tags', 'emails.value', 'custom.loyalty-level'),
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', ':', '!:'),
    value: fc.oneof(fc.string({ minLength: 1 }), fc.integer()),
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

  it('keep what is meant from today by its name, and ask for it by midnights where the reader is', () => {
    const due: readonly Condition[] = [{ path: 'due_at', operator: '~', value: '@week' }];
    expect(filterText(due)).toBe('due_at:"@week"');
    expect(conditionsIn(filterText(due))).toEqual(due);
    const asked = (value: string, isDay: boolean) =>
      askedText([{ path: 'due_at', operator: '~', value }], 'AND', () => isDay, { now: new Date(2026, 10, 26, 15, 30), me: 'sofia' });
    const at = (month: number, day: number) => new Date(2026, month, day).toISOString();
    expect(asked('@week', false)).toBe(`(due_at >= "${at(10, 23)}" AND due_at < "${at(10, 30)}")`);
    expect(asked('@month', true)).toBe('(due_at >= "2026-11-01" AND due_at < "2026-12-01")');
    expect(asked('@tomorrow', true)).toBe('(due_at >= "2026-11-27" AND due_at < "2026-11-28")');
    expect(asked('@overdue', false)).toBe(`due_at < "${new Date(2026, 10, 26, 15, 30).toISOString()}"`);
    expect(asked('@past-week', true)).toBe('due_at >= "2026-11-19"');
  });

  it('ask for what is empty, of the contract’s fields and of the tenant’s own', () => {
    const empties: readonly Condition[] = [
      { path: 'due_at', operator: '0', value: '' },
      { path: 'due_at', operator: '!0', value: '' },
      { path: 'custom.tier', operator: '0', value: '' },
      { path: 'custom.tier', operator: '!0', value: '' },
    ];
    expect(filterText(empties)).toBe('due_at = "" AND due_at != "" AND NOT custom.tier != "" AND custom.tier != ""');
    expect(conditionsIn(filterText(empties))).toEqual(empties);
  });

  it('ask of a sealed field what can be asked of it', () => {
    const asked = (kind: FieldKind, isPersonal: boolean, path = 'x') => operatorsOf({ kind, isPersonal, path }).map(({ operator }) => operator);
    expect(asked('text', true)).toEqual([':', '=', '!=']);
    expect(asked('text', true, 'custom.region')).toEqual(['=', '!=']);
    expect(asked('tags', false)).toEqual([':', '!:']);
    expect(asked('number', false)).toEqual(['=', '!=', '>=', '<=']);
    expect(asked('date-time', false)).toEqual(['~', '>=', '<', '0', '!0']);
    expect(asked('choice', false, 'custom.tier')).toEqual(['=', '!=', '0', '!0']);
  });
});
