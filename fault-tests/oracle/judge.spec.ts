import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../ledger/ledger.js';
import type { Facts } from './facts.js';
import { judge } from './judge.js';

const made = (outcome: Entry['outcome'] = 'ok'): Entry => ({
  key: 'r-made-1',
  verb: 'create',
  mark: 'made-1',
  outcome,
  answer: '201',
  ...(outcome === 'ok' && { id: 'a' }),
});
const changed = (mark: string, outcome: Entry['outcome'] = 'ok'): Entry => ({ key: `r-${mark}`, verb: 'change', mark, target: 'a', outcome, answer: '200' });

/** One person, added and changed once, with everything as it should be. */
const kept: Facts = {
  records: [{ id: 'a', version: 2, made: 'made-1', changed: 'changed-2' }],
  events: [1, 2].map((version) => ({ id: `e${version}`, recordId: 'a', version, isPublished: true })),
  effects: [1, 2].map((order) => ({ eventId: `e${order}`, order })),
  inBroker: new Set(['e1', 'e2']),
  stolen: 0,
  deadLetters: 0,
  leaks: [],
  misread: [],
};
const entries = [made(), changed('changed-2')];
const found = (facts: Partial<Facts>, from: readonly Entry[] = entries) => judge(from, { ...kept, ...facts }).map(({ rule, kind }) => `${rule} ${kind}`);

describe('the oracle', () => {
  it('finds nothing where every promise was kept', () => {
    expect(found({})).toEqual([]);
  });

  it('allows an unknown command to have happened once or not at all', () => {
    expect(found({}, [made('unknown'), changed('changed-2', 'unknown')])).toEqual([]);
    expect(found({}, [...entries, { ...made('unknown'), key: 'r-made-9', mark: 'made-9' }, changed('changed-3', 'unknown')])).toEqual([]);
  });

  it.each<[string, Partial<Facts>, readonly Entry[], string[]]>([
    ['an answered record that is not there', { records: [], events: [], effects: [] }, entries, ['I1 lost']],
    ['an answered record that is there under another id', {}, [{ ...made(), id: 'b' }, changed('changed-2')], ['I1 lost']],
    ['a refused record that is there', {}, [made('refused'), changed('changed-2')], ['I2 other']],
    ['an answered change that is missing', {}, [...entries, changed('changed-3')], ['I1 lost']],
    ['an answered change that another one covered', { records: [{ ...kept.records[0]!, changed: 'changed-0' }] }, entries, ['I1 lost']],
    ['a change that happened twice', {}, [made()], ['I3 doubled']],
    ['a record that the API shows otherwise', { misread: ['GET'] }, entries, ['I1 lost']],
  ])('sees %s', (_what, facts, from, findings) => {
    expect(found(facts, from)).toEqual(findings);
  });

  it('sees a command that made two records', () => {
    const records = [...kept.records, { id: 'b', version: 1, made: 'made-1' }];
    const events = [...kept.events, { id: 'e3', recordId: 'b', version: 1, isPublished: true }];
    expect(found({ records, events, effects: [...kept.effects, { eventId: 'e3', order: 3 }], inBroker: new Set(['e1', 'e2', 'e3']) })).toEqual(['I1 doubled']);
  });

  it.each<[string, Partial<Facts>, string[]]>([
    ['a change without its event', { events: kept.events.slice(0, 1) }, ['I4 lost']],
    [
      'an event too many',
      { events: [...kept.events, { ...kept.events[1]!, id: 'e3', version: 3 }], effects: [...kept.effects, { eventId: 'e3', order: 3 }] },
      ['I4 doubled'],
    ],
    ['an event that the broker does not keep', { inBroker: new Set(['e1']) }, ['I4 lost']],
    ['an event without effect', { effects: kept.effects.slice(0, 1) }, ['I5 lost']],
    ['an effect that happened twice', { effects: [...kept.effects, { eventId: 'e2', order: 3 }] }, ['I5 doubled']],
    ['versions with a gap', { events: [kept.events[0]!, { ...kept.events[1]!, version: 3 }] }, ['I6 other']],
    [
      'effects out of order',
      {
        effects: [
          { eventId: 'e2', order: 1 },
          { eventId: 'e1', order: 2 },
        ],
      },
      ['I6 other'],
    ],
    ['an event that still waits', { events: [kept.events[0]!, { ...kept.events[1]!, isPublished: false }] }, ['I7 other']],
    ['an event in two hands', { stolen: 1 }, ['I7 other']],
    ['a dead letter', { deadLetters: 1 }, ['I7 other']],
    ['a name in the clear', { leaks: ['what the door printed'] }, ['I8 other']],
  ])('sees %s', (_what, facts, findings) => {
    expect(found(facts)).toEqual(findings);
  });

  it('lets a fault leave the dead letters that it meant to', () => {
    expect(judge(entries, { ...kept, deadLetters: 1 }, { deadLetters: 1 })).toEqual([]);
  });
});
