import { describe, expect, it } from '@jest/globals';
import { CaseTurn } from '@rapport/contracts';
import fc from 'fast-check';
import { caseTurn, nextInTurn, type InTurn } from './turn.js';

const colleagues = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    load: fc.nat(50),
    givenAt: fc.option(fc.date({ noInvalidDate: true, max: new Date('2999-01-01T00:00:00Z') }), { nil: undefined }),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
);

/** Who was given how many of so many cases. */
function given(turn: number, team: readonly InTurn[], cases: number): number[] {
  let state = [...team];
  for (let at = 0; at < cases; at += 1) {
    const id = nextInTurn(turn, state);
    state = state.map((one) => (one.id === id ? { ...one, load: one.load + 1, givenAt: new Date(Date.UTC(3000, 0, 1, 0, 0, at)) } : one));
  }
  return state.map((one, at) => one.load - team[at]!.load);
}

describe('taking turns', () => {
  it('knows the rules of the contract', () => expect(caseTurn).toEqual({ roundRobin: CaseTurn.ROUND_ROBIN, leastLoad: CaseTurn.LEAST_LOAD }));

  it('round robin gives everybody the same, but for one', () =>
    fc.assert(
      fc.property(colleagues, fc.nat(40), (team, cases) => {
        const counts = given(caseTurn.roundRobin, team, cases);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    ));

  it('by load never gives to somebody while another has less to do', () =>
    fc.assert(
      fc.property(colleagues, (team) => {
        const chosen = team.find(({ id }) => id === nextInTurn(caseTurn.leastLoad, team))!;
        expect(chosen.load).toBe(Math.min(...team.map(({ load }) => load)));
      }),
    ));

  it('gives to nobody without a rule or without colleagues', () => {
    expect([nextInTurn(0, [{ id: 'anna', load: 0, givenAt: undefined }]), nextInTurn(caseTurn.leastLoad, [])]).toEqual([undefined, undefined]);
  });
});
