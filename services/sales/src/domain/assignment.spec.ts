import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignmentMode, nextAssignee } from './assignment.js';

const members = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
const count = (given: readonly string[]) => [...Map.groupBy(given, (one) => one).values()].map((of) => of.length);

describe('leads that are given out', () => {
  it('in turn, nobody ever has two more than anybody else', () =>
    fc.assert(
      fc.property(members, fc.nat(60), (memberIds, leads) => {
        const rule = { mode: assignmentMode.roundRobin, memberIds, teamId: 't' };
        const given = Array.from({ length: leads }, (_, turn) => nextAssignee(rule, turn, new Map())!.ownerId);
        const each = [...count(given), ...(new Set(given).size < memberIds.length ? [0] : [])];
        expect(Math.max(...each, 0) - Math.min(...each, Infinity)).toBeLessThanOrEqual(1);
      }),
    ));

  it('by load, each goes to one of those who have the fewest', () =>
    fc.assert(
      fc.property(members, fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }), fc.nat(100), (memberIds, loads, turn) => {
        const load = new Map(memberIds.map((member, at) => [member, loads[at]!]));
        const { ownerId } = nextAssignee({ mode: assignmentMode.load, memberIds, teamId: '' }, turn, load)!;
        expect(load.get(ownerId)).toBe(Math.min(...load.values()));
      }),
    ));

  it('are not given out by nobody, or by no rule', () => {
    expect(nextAssignee({ mode: assignmentMode.none, memberIds: ['a'], teamId: '' }, 0, new Map())).toBeUndefined();
    expect(nextAssignee({ mode: assignmentMode.load, memberIds: [], teamId: '' }, 0, new Map())).toBeUndefined();
  });
});
