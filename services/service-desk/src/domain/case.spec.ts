import { describe, expect, it } from '@jest/globals';
import { AuthorKind, CaseChannel, CasePriority, CaseStatus } from '@rapport/contracts';
import type { Principal, TenantId, UserId } from '@rapport/kernel';
import fc from 'fast-check';
import { answered, authorKind, authorOf, caseChannel, caseStatus, isDone, moved, moves, newCase, reopened, type CaseFacts } from './case.js';

const now = new Date('2026-03-01T10:00:00Z');
const earlier = new Date('2026-02-01T10:00:00Z');
const fresh: CaseFacts = { contactId: 'c', companyId: '', priority: 2, status: caseStatus.new, channel: 1, tags: [], ownerId: '', teamId: '', reopened: 0 };
const anna: Principal = { id: 'anna' as UserId, tenant: 'acme' as TenantId, kind: 'person', roles: ['agent'], teams: [] };
const carla: Principal = { ...anna, id: 'carla' as UserId, kind: 'customer', roles: ['customer'], contactId: 'carla-contact' };

const statuses = Object.values(caseStatus);
const step = fc.oneof(
  fc.record({ move: fc.constantFrom(...statuses) }),
  fc.record({ by: fc.constantFrom(...Object.values(authorKind)) }),
  fc.constant({ reopen: true as const }),
);
type Step = { move: number } | { by: number } | { reopen: true };

/** What a history of steps makes of a new case; a step that is refused changes nothing. */
function history(steps: readonly Step[]): CaseFacts[] {
  const seen = [fresh];
  for (const one of steps) {
    try {
      const last = seen.at(-1)!;
      seen.push('move' in one ? moved(last, one.move, now) : 'by' in one ? answered(last, one.by, now) : reopened(last, now));
    } catch {
      // Refused.
    }
  }
  return seen;
}

describe('a case', () => {
  it('has the statuses, channels and authors of its contract', () => {
    expect(caseStatus).toEqual({
      new: CaseStatus.NEW,
      open: CaseStatus.OPEN,
      waiting: CaseStatus.WAITING,
      solved: CaseStatus.SOLVED,
      closed: CaseStatus.CLOSED,
    });
    expect(authorKind).toEqual({ customer: AuthorKind.CUSTOMER, agent: AuthorKind.AGENT, assistant: AuthorKind.ASSISTANT });
    expect(caseChannel).toEqual({
      portal: CaseChannel.PORTAL,
      chat: CaseChannel.CHAT,
      email: CaseChannel.EMAIL,
      phone: CaseChannel.PHONE,
      api: CaseChannel.API,
    });
  });

  it('goes only where its status leads, whatever is done with it', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const seen = history(steps);
        for (const [at, after] of seen.entries()) {
          const before = seen[at - 1] ?? after;
          expect(before.status === after.status || moves[before.status]!.includes(after.status)).toBe(true);
          expect(after.reopened - before.reopened).toBe(before.status === caseStatus.solved && after.status === caseStatus.open ? 1 : 0);
          expect(isDone(after)).toBe(after.solvedAt !== undefined);
        }
      }),
    ));

  it('keeps its first response for good, and has none from a customer or a program', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const marks = history(steps).map(({ firstResponseAt }) => firstResponseAt !== undefined);
        expect(marks).toEqual(marks.toSorted());
        const byOthers = steps.filter((one) => !('by' in one) || one.by !== authorKind.agent);
        expect(history(byOthers).at(-1)!.firstResponseAt).toBeUndefined();
      }),
    ));

  it.each([
    [caseStatus.new, authorKind.agent, caseStatus.waiting],
    [caseStatus.open, authorKind.agent, caseStatus.waiting],
    [caseStatus.waiting, authorKind.customer, caseStatus.open],
    [caseStatus.solved, authorKind.customer, caseStatus.open],
    [caseStatus.new, authorKind.customer, caseStatus.new],
    [caseStatus.solved, authorKind.agent, caseStatus.solved],
    [caseStatus.new, authorKind.assistant, caseStatus.new],
  ])('in status %i, after a message of author kind %i, is in status %i', (status, by, to) => expect(answered({ ...fresh, status }, by, now).status).toBe(to));

  it('that is closed takes no message and does not open again', () => {
    const closed = moved(fresh, caseStatus.closed, now);
    for (const attempt of [() => answered(closed, authorKind.customer, now), () => reopened(closed, now), () => moved(closed, caseStatus.open, now)])
      expect(attempt).toThrow(expect.objectContaining({ code: 'conflict', reason: 'WRONG_STATE' }));
  });

  it('of a customer is theirs, normal and from the portal, whatever they say', () => {
    const wished = {
      ...fresh,
      contactId: 'another',
      companyId: 'k',
      priority: CasePriority.URGENT,
      tags: ['vip'],
      channel: CaseChannel.PHONE,
      solvedAt: earlier,
    };
    expect(newCase(wished, carla)).toEqual({ ...fresh, contactId: 'carla-contact' });
    expect(newCase({ ...wished, priority: 0 }, anna)).toMatchObject({ contactId: 'another', priority: CasePriority.NORMAL, channel: CaseChannel.PHONE });
  });

  it('is written in by customers, colleagues and programs', () => {
    expect([carla, anna, { ...anna, kind: 'service', roles: ['service'] } as Principal].map(authorOf)).toEqual([1, 2, 3]);
  });
});
