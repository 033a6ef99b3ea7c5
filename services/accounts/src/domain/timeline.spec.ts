import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { saidEntry } from './timeline.js';

const subject = { noun: 'contact', id: '01900000-0000-7000-8000-000000000001' };
const at = new Date('2026-01-02T03:04:05Z');

describe('what an event says in a timeline', () => {
  it('is named by its event, so that it is one entry however often the event comes', () => {
    const said = { source: 'accounts', eventId: 'e1', at, by: 'sofia', facts: { fields: 'given_name' } };
    expect(saidEntry(subject, 'changed', said)).toEqual({
      subject,
      kind: 'changed',
      occurredAt: at,
      source: 'accounts',
      sourceId: 'e1',
      summary: '',
      facts: { fields: 'given_name' },
      actorId: 'sofia',
    });
    expect(saidEntry(subject, 'changed', said)).toEqual(saidEntry(subject, 'changed', said));
  });

  it('differs for different events', () =>
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        fc.pre(one !== other);
        expect(saidEntry(subject, 'created', { source: 'sales', eventId: one, at, by: 'a' }).sourceId).not.toBe(
          saidEntry(subject, 'created', { source: 'sales', eventId: other, at, by: 'a' }).sourceId,
        );
      }),
    ));

  it('holds no text that somebody typed', () =>
    expect(saidEntry(subject, 'created', { source: 'sales', eventId: 'e', at, by: 'sofia' })).toMatchObject({ summary: '', facts: {} }));
});
