import { describe, expect, it } from '@jest/globals';
import { byDay, dayOf, daysShown, onDay, turned, withinDays } from './days.js';

describe('the days of a calendar', () => {
  it('are whole weeks from Monday on, as many as the month needs', () => {
    const november = daysShown('month', '2026-11-17');
    expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
    const february = daysShown('month', '2027-02-01');
    expect([february[0], february.at(-1), february.length]).toEqual(['2027-02-01', '2027-02-28', 28]);
    expect(daysShown('week', '2026-11-29')).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29']);
  });

  it('are turned by a month or a week', () => {
    expect([turned('month', '2026-12-31', 1), turned('month', '2026-03-31', -1), turned('week', '2026-12-30', 1)]).toEqual([
      '2027-01-01',
      '2026-02-01',
      '2027-01-06',
    ]);
  });

  it('are asked for by name, or from midnight to midnight', () => {
    const days = daysShown('week', '2026-11-29');
    expect(withinDays({ filterPath: 'custom.start', kind: 'date' }, days)).toBe('(custom.start >= "2026-11-23" AND custom.start < "2026-11-30")');
    expect(withinDays({ filterPath: 'due_at', kind: 'date-time' }, days)).toContain(`"${new Date(2026, 10, 30).toISOString()}"`);
  });

  it('take what is moved to them and leave it its hour', () => {
    const halfPastNine = new Date(2026, 10, 3, 9, 30).toISOString();
    expect(onDay(halfPastNine, '2026-12-24')).toBe(new Date(2026, 11, 24, 9, 30).toISOString());
    expect([onDay('2026-11-03', '2026-12-24'), onDay(undefined, '2026-12-24')]).toEqual(['2026-12-24', '2026-12-24']);
    expect(dayOf(halfPastNine)).toBe('2026-11-03');
  });

  it('hold the records that fall on them', () => {
    const records = ['2026-11-03', '2026-11-04', '2026-11-03', ''].map((day, at) => ({ id: `r-${at}`, etag: '1', day }));
    const days = byDay(records, { read: (record) => (record as unknown as { day: string }).day });
    expect([...days].map(([day, own]) => [day, own.map(({ id }) => id)])).toEqual([['2026-11-03', ['r-0', 'r-2']], ['2026-11-04', ['r-1']]]); // prettier-ignore
  });
});
