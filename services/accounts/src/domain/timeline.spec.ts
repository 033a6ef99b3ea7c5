import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ownEntry } from './timeline.js';

const subject = { noun: 'contact', id: '01900000-0000-7000-8000-000000000001' };
const at = new Date('2026-01-02T03:04:05Z');

describe('what the customer base says in a timeline', () => {
  it('is named by its event, so that it is one entry however often the event comes', () => {
    const said = { eventId: 'e1', at, by: 'sofia', facts: { fields: 'given_name' } };
    expect(ownEntry(subject, 'changed', said)).toEqual({
      subject,
      kind: 'changed',
      occurredAt: at,
      source: 'accounts',
      sourceId: 'e1',
      summary: '',
      facts: { fields: 'given_name' },
      actorId: 'sofia',
    });
    expect(ownEntry(subject, 'changed', said)).toEqual(ownEntry(subject, 'changed', said));
  });

  it('differs for different events', () =>
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        fc.pre(one !== other);
        expect(ownEntry(subject, 'created', { eventId: one, at, by: 'a' }).sourceId).not.toBe(
          ownEntry(subject, 'created', { eventId: other, at, by: 'a' }).sourceId,
        );
      }),
    ));

  it('holds no text that somebody typed', () =>
    expect(ownEntry(subject, 'created', { eventId: 'e', at, by: 'sofia' })).toMatchObject({ summary: '', facts: {} }));
});
