import { describe, expect, it } from '@jest/globals';
import { lineOf, merged, resultOf, type Goal } from './results.mjs';

const run = { database: 'PGlite (embedded)', broker: 'in-process', commit: 'abc1234' };
const measured = (ours: number, floor: number | undefined, goal: Goal) => resultOf({ id: 'x', unit: 'ms (p95)', ours, floor, goal }, run);

describe('a result', () => {
  it.each([
    [measured(50, 100, { ratioAtLeast: 0.5 }), true],
    [measured(49, 100, { ratioAtLeast: 0.5 }), false],
    [measured(2, 1, { ratioAtMost: 2, oursAtMost: 5 }), true],
    [measured(6, 5, { ratioAtMost: 2, oursAtMost: 5 }), false],
    [measured(4, 1, { ratioAtMost: 2, oursAtMost: 5 }), false],
    [measured(1, undefined, { ratioAtMost: 2 }), false],
  ])('%j holds: %s', (result, holds) => {
    expect(result.holds).toBe(holds);
  });

  it('says its goal in words, and neither goal nor verdict where there is none', () => {
    expect(measured(2, 1, { ratioAtMost: 2, oursAtMost: 5 })).toEqual({
      id: 'x',
      unit: 'ms (p95)',
      ours: 2,
      floor: 1,
      ratio: 2,
      goal: 'ratio <= 2 and ours <= 5 ms',
      holds: true,
      ...run,
    });
    expect(measured(2, 1, {})).toMatchObject({ goal: null, holds: null });
  });

  it('is one line that shows a missed goal', () => {
    expect(lineOf(measured(9, 1, { ratioAtMost: 2 }))).toMatch(/^✗ x .*ours +9 .*floor +1 .*ratio +9 .*ratio <= 2: missed$/);
  });
});

describe('results kept', () => {
  it('are renewed for the same benchmark, database and broker, and stay for others', () => {
    const elsewhere = { ...measured(1, 1, {}), database: 'PostgreSQL 18.6' };
    const kept = merged([measured(1, 1, {}), elsewhere], [measured(2, 1, {})]);
    expect(kept).toEqual([measured(2, 1, {}), elsewhere]);
  });
});
