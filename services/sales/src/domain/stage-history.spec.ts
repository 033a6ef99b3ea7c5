import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entered, secondsOf, type Stay } from './stage-history.js';

const step = fc.record({
  to: fc.constantFrom('a', 'b', 'c', 'won', 'lost'),
  afterMs: fc.integer({ min: -5_000, max: 10_000_000 }),
  by: fc.constantFrom('sofia', 'mark'),
});
const start = new Date('2026-01-01T00:00:00Z');

/** A deal's whole way, as the store keeps it. */
function walked(steps: readonly { to: string; afterMs: number; by: string }[]): Stay[] {
  const stays: Stay[] = [];
  let now = start.getTime();
  for (const { to, afterMs, by } of steps) {
    now += afterMs;
    const { ended, begun } = entered(stays.at(-1), to, new Date(now), by);
    if (ended) stays[stays.length - 1] = ended;
    stays.push(begun);
  }
  return stays;
}

describe('the stages that a deal was in', () => {
  it('are a chain without a gap: each begins where and when the one before ended, and the last alone is open', () =>
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const stays = walked(steps);
        expect(stays.map(({ toStageId }) => toStageId)).toEqual(steps.map(({ to }) => to));
        expect(stays[0]!.fromStageId).toBe('');
        stays.slice(1).forEach((stay, at) => {
          expect(stay.fromStageId).toBe(stays[at]!.toStageId);
          expect(stay.enteredAt).toEqual(stays[at]!.leftAt);
        });
        expect(stays.map(({ leftAt }) => leftAt === undefined)).toEqual(stays.map((_, at) => at === stays.length - 1));
      }),
    ));

  it('take, together, the time from the first to now, and none of them less than nothing', () =>
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 1_000_000 }), (steps, moreMs) => {
        const stays = walked(steps);
        const now = new Date(stays.at(-1)!.enteredAt.getTime() + moreMs);
        const lengths = stays.map((stay) => secondsOf(stay, now));
        expect(lengths.every((seconds) => seconds >= 0)).toBe(true);
        const whole = (now.getTime() - stays[0]!.enteredAt.getTime()) / 1000;
        expect(Math.abs(lengths.reduce((sum, seconds) => sum + seconds, 0) - whole)).toBeLessThanOrEqual(stays.length / 2);
      }),
    ));
});
