import { describe, expect, it } from '@jest/globals';
import { events } from '@rapport/contracts';
import { streamFor, streamsMeeting, streamsOf } from './stream-layout.js';
import { matches } from './subject-match.js';

describe('streams', () => {
  const streams = streamsOf(events);

  it('are one for each service that says events, and one for dead letters', () => {
    expect(streams.map(({ name }) => name)).toEqual(expect.arrayContaining(['EVENTS_accounts', 'DEAD']));
  });

  it('keep every event, and no request', () => {
    for (const event of events) expect(streamFor(streams, `event.${event.typeName}`).name).toMatch(/^EVENTS_/);
    expect(() => streamFor(streams, 'rpc.rapport.accounts.v1.ContactService.GetContact')).toThrow('no stream keeps rpc.');
  });

  it('meet the patterns that they have messages for', () => {
    expect(streamsMeeting(streams, 'event.rapport.accounts.v1.*').map(({ name }) => name)).toEqual(['EVENTS_accounts']);
    expect(streamsMeeting(streams, 'dead.marketing-ContactCreated').map(({ name }) => name)).toEqual(['DEAD']);
    expect(streamsMeeting(streams, 'event.>').map(({ name }) => name)).not.toContain('DEAD');
  });
});

describe('a pattern', () => {
  it.each([
    ['a.b', 'a.b', true],
    ['a.b', 'a.c', false],
    ['a.*', 'a.b', true],
    ['a.*', 'a.b.c', false],
    ['a.>', 'a.b.c', true],
    ['a.>', 'a', false],
    ['*.b', 'a.b', true],
    ['>', 'a', true],
    ['a.b', 'a.b.c', false],
    ['a.b.c', 'a.b', false],
  ])('%s against %s: %s', (pattern, subject, expected) => {
    expect(matches(pattern, subject)).toBe(expected);
  });
});
