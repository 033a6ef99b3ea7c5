import { describe, expect, it } from '@jest/globals';
import type { Principal, TeamId, TenantId, UserId } from '@rapport/kernel';
import { changedTask, isCompletion, newTask, remindersOf, taskStatus } from './task.js';

const now = new Date('2026-02-03T04:05:06Z');
const later = new Date('2026-02-04T00:00:00Z');
const sofia: Principal = { id: 'sofia' as UserId, tenant: 'acme' as TenantId, kind: 'person', roles: ['seller'], teams: ['acme/sales' as TeamId] };
const blank = { kind: 0, priority: 0, status: 0, ownerId: '', teamId: '', source: '', authorId: '' };

describe('a task', () => {
  it('is open, and of whoever set it, unless said otherwise', () => {
    expect(newTask(blank, sofia, now)).toEqual({
      ...blank,
      kind: 1,
      priority: 2,
      status: 1,
      ownerId: 'sofia',
      teamId: 'acme/sales',
      source: 'manual',
      authorId: 'sofia',
    });
    expect(newTask({ ...blank, ownerId: 'mark', kind: 3 }, sofia, now)).toMatchObject({ ownerId: 'mark', authorId: 'sofia', kind: 3 });
  });

  it('remembers when it was done, until it is to do again', () => {
    const open = newTask(blank, sofia, now);
    const done = changedTask({ ...open, status: taskStatus.done }, { before: open, now });
    expect(done).toMatchObject({ doneAt: now });
    expect(changedTask({ ...done, priority: 4 }, { before: done, now: later })).toMatchObject({ doneAt: now });
    expect(changedTask({ ...done, status: taskStatus.open }, { before: done, now: later })).not.toHaveProperty('doneAt');
    expect([isCompletion(undefined, done), isCompletion(open, done), isCompletion(done, done), isCompletion(done, open)]).toEqual([true, true, false, false]);
  });

  it('reminds while it is open, of times that are still to come', () => {
    const task = { status: taskStatus.open, dueAt: later, remindAt: now };
    expect(remindersOf(task, now)).toEqual([{ reason: 'due', at: later }]);
    expect(remindersOf({ ...task, remindAt: later }, now)).toHaveLength(2);
    for (const gone of [{ status: taskStatus.done }, { status: taskStatus.cancelled }, { deletedAt: now }, { dueAt: now }])
      expect(remindersOf({ ...task, ...gone }, now)).toEqual([]);
  });
});
