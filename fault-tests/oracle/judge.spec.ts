import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../ledger/ledger.js';
import type { Facts, ShownFact } from './facts.js';
import { judge } from './judge.js';

const made = (outcome: Entry['outcome'] = 'ok'): Entry => ({
  key: 'r-made-1',
  verb: 'create',
  mark: 'made-1',
  writes: { given_name: 'Anna' },
  outcome,
  answer: '201',
  ...(outcome === 'ok' && { id: 'a' }),
});
const changed = (n: number, outcome: Entry['outcome'] = 'ok', writes: Entry['writes'] = { source: `s-${n}` }): Entry => ({
  key: `r-changed-${n}`,
  verb: 'change',
  mark: `changed-${n}`,
  target: 'a',
  writes,
  outcome,
  answer: '200',
  ...(outcome === 'ok' && { version: n }),
});
const version = (n: number, mark = n === 1 ? 'made-1' : `changed-${n}`) => ({ recordId: 'a', version: n, mark });
const event = (n: number, more: object = {}) => ({
  id: `e${n}`,
  recordId: 'a',
  type: n === 1 ? 'ContactCreated' : 'ContactUpdated',
  version: n,
  isPublished: true,
  ...more,
});
const effect = (n: number, order = n) => ({ eventId: `e${n}`, order });
const shown = (n: number, fields: ShownFact['fields'], status = 200): ShownFact => ({ recordId: 'a', version: n, status, fields });

/** One person, added and changed twice, with everything as it should be. */
const kept: Facts = {
  records: [{ id: 'a', version: 3, made: 'made-1' }],
  versions: [1, 2, 3].map((n) => version(n)),
  shown: [shown(3, { given_name: 'Anna', source: 's-3' }), shown(2, { given_name: 'Anna', source: 's-2' })],
  events: [1, 2, 3].map((n) => event(n)),
  effects: [1, 2, 3].map((n) => effect(n)),
  unheard: [],
  waiting: 0,
  inBroker: new Set(['e1', 'e2', 'e3']),
  stolen: 0,
  deadLetters: 0,
  leaks: [],
};
const entries = [made(), changed(2), changed(3)];
const found = (facts: Partial<Facts>, from: readonly Entry[] = entries) => judge(from, { ...kept, ...facts }).map(({ rule, kind }) => `${rule} ${kind}`);
type Planted = [what: string, facts: Partial<Facts>, findings: string[], from: readonly Entry[]];
const planted = (...[what, facts, findings, from = entries]: [string, Partial<Facts>, string[], (readonly Entry[])?]): Planted => [what, facts, findings, from];

describe('the oracle', () => {
  it('finds nothing where every promise was kept', () => {
    expect(found({})).toEqual([]);
  });

  it('allows an unknown command to have happened once or not at all, and late', () => {
    expect(found({}, [made('unknown'), changed(2, 'unknown'), changed(3)])).toEqual([]);
    expect(found({}, [...entries, { ...made('unknown'), key: 'r-made-9', mark: 'made-9' }, changed(9, 'unknown')])).toEqual([]);
    expect(found({}, [made(), changed(3, 'unknown'), changed(2)])).toEqual([]);
  });

  it.each<Planted>([
    planted('an answered record that is not there', { records: [], versions: [], shown: [], events: [], effects: [] }, ['I1 lost']),
    planted('an answered record that is there under another id', {}, ['I1 lost'], [{ ...made(), id: 'b' }, changed(2), changed(3)]),
    planted('an answered change that is not in the history', {}, ['I1 lost'], [...entries, changed(4)]),
    planted('an answered change that is another version than answered', {}, ['I1 lost'], [made(), changed(2), { ...changed(3), version: 4 }]),
    planted('an answered change under one that was answered before', {}, ['I1 lost'], [made(), changed(3), changed(2)]),
    planted('two answered changes of which one wrote over the other’s version', { versions: [version(1), version(2, 'changed-3'), version(3, 'changed-3')] }, [
      'I1 lost',
      'I3 doubled',
    ]),
    planted('a field that lost its last value', { shown: [shown(3, { given_name: 'Anna', source: 's-2' })] }, ['I1 lost']),
    planted('a field that lost a value which nobody changed since', { shown: [shown(3, { source: 's-3' })] }, ['I1 lost']),
    planted('an earlier version that shows a later value', { shown: [shown(2, { given_name: 'Anna', source: 's-3' })] }, ['I1 lost']),
    planted('a record that cannot be read', { shown: [shown(3, {}, 500)] }, ['I1 lost']),
    planted('a refused record that is there', {}, ['I2 other'], [made('refused'), changed(2), changed(3)]),
    planted('a refused change that happened', {}, ['I2 other'], [made(), changed(2), changed(3, 'refused')]),
    planted(
      'an unknown change that happened twice',
      { versions: [version(1), version(2), version(3, 'changed-2')] },
      ['I3 doubled'],
      [made(), changed(2, 'unknown')],
    ),
    planted('a change that nobody sent', { versions: [version(1), version(2), version(3, 'changed-7')] }, ['I3 other'], [made(), changed(2)]),
  ])('sees %s', (_what, facts, findings, from) => {
    // What is shown follows from the history, which some of these plant anew.
    const shownToo = facts.versions && !facts.shown ? { shown: [] } : {};
    expect(found({ ...shownToo, ...facts }, from).toSorted()).toEqual(findings);
  });

  it('sees a command that made two records', () => {
    const twin = { id: 'b', version: 1, made: 'made-1' };
    const facts = {
      records: [...kept.records, twin],
      versions: [...kept.versions, { recordId: 'b', version: 1, mark: 'made-1' }],
      events: [...kept.events, event(1, { id: 'e4', recordId: 'b' })],
      effects: [...kept.effects, effect(4)],
      inBroker: new Set(['e1', 'e2', 'e3', 'e4']),
    };
    expect(found(facts)).toEqual(['I1 doubled']);
    expect(found(facts, [made('unknown'), changed(2), changed(3)])).toEqual(['I3 doubled']);
  });

  it.each<Planted>([
    planted('a change without its event', { events: kept.events.slice(0, 2), effects: kept.effects.slice(0, 2) }, ['I4 lost']),
    planted('an event too many', { events: [...kept.events, event(4)], effects: [...kept.effects, effect(4)] }, ['I4 doubled']),
    planted('an event that says something else', { events: [event(1), event(2), event(3, { type: 'ContactDeleted' })] }, ['I4 other']),
    planted('an event that the broker does not keep', { inBroker: new Set(['e1', 'e2']) }, ['I4 lost']),
    planted('an event without effect', { effects: kept.effects.slice(0, 2) }, ['I5 lost']),
    planted('an effect that happened twice', { effects: [...kept.effects, effect(3, 4)] }, ['I5 doubled']),
    planted('an effect of an event that nobody said', { effects: [...kept.effects, effect(9)] }, ['I5 other']),
    planted('an event of somebody else without effect', { events: [...kept.events, event(1, { id: 'e8', recordId: 'z' })] }, ['I5 lost']),
    planted('a consumer that did not hear', { unheard: ['accounts.timeline, ContactCreated'] }, ['I5 lost']),
    planted('committed versions with a gap', { versions: [version(1), version(2), { ...version(3), version: 4 }], shown: [] }, ['I1 lost', 'I6 other']),
    planted('events with a gap', { events: [event(1), event(2), event(3, { version: 4 })] }, ['I6 other']),
    planted('effects out of order', { effects: [effect(2, 1), effect(1, 2), effect(3, 3)] }, ['I6 other']),
    planted(
      'effects of somebody else out of order',
      {
        events: [...kept.events, event(1, { id: 'e7', recordId: 'z' }), event(2, { id: 'e8', recordId: 'z' })],
        effects: [...kept.effects, effect(8, 4), effect(7, 5)],
      },
      ['I6 other'],
    ),
    planted('an event that still waits', { waiting: 1 }, ['I7 other']),
    planted('an event in two hands', { stolen: 1 }, ['I7 other']),
    planted('a dead letter', { deadLetters: 1 }, ['I7 other']),
    planted('a name in the clear', { leaks: ['what the door printed'] }, ['I8 other']),
  ])('sees %s', (_what, facts, findings) => {
    expect(found(facts).toSorted()).toEqual(findings);
  });

  it('lets a fault leave the dead letters that it meant to', () => {
    expect(judge(entries, { ...kept, deadLetters: 1 }, { deadLetters: 1 })).toEqual([]);
  });
});
