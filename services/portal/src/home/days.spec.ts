import { describe, expect, it } from '@jest/globals';
import { dueOf, endOfSoon } from './days.js';

const now = new Date(2026, 2, 10, 15, 30);

describe('a task of one’s day', () => {
  it.each([
    [new Date(2026, 2, 10, 15, 29), false, 'overdue'],
    [new Date(2026, 2, 10, 0, 0), true, 'today'],
    [new Date(2026, 2, 9, 23, 59), true, 'overdue'],
    [new Date(2026, 2, 10, 23, 59), false, 'today'],
    [new Date(2026, 2, 11, 0, 0), false, 'soon'],
  ] as const)('due at %s, for the whole day: %s, is %s', (at, isAllDay, due) => expect(dueOf(at, isAllDay, now)).toBe(due));

  it('is looked for up to the end of the seventh day', () => expect(endOfSoon(now)).toEqual(new Date(2026, 2, 18)));
});
