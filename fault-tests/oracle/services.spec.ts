import { describe, expect, it } from '@jest/globals';
import { judgeServices, type ServiceFacts } from './services.js';

const heard = { consumer: 'ai.on-case', type: 'rapport.service_desk.v1.CaseOpened', eventId: 'e1', times: 1, isInInbox: true };
const kept: ServiceFacts = { astray: [], heard: 3, miscounted: [], disordered: [], strays: [], published: ['e1'], inBroker: new Set(['e1']), jobs: [] };
const found = (facts: Partial<ServiceFacts>) => judgeServices({ ...kept, ...facts }).map(({ rule, kind }) => `${rule} ${kind}`);

describe('the oracle of every service', () => {
  it('finds nothing where every promise was kept', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<ServiceFacts>, string[]]>([
    ['an event that took effect twice', { astray: [{ ...heard, times: 2 }] }, ['I5 doubled']],
    ['an event without effect', { astray: [{ ...heard, times: 0, isInInbox: false }] }, ['I5 lost', 'I5 lost']],
    ['an effect of which the inbox knows nothing', { astray: [{ ...heard, isInInbox: false }] }, ['I5 lost']],
    ['a change without its event', { miscounted: [{ aggregate: 'sales deal d', events: 1, latest: 1, head: 2 }] }, ['I4 lost']],
    ['an event too many', { miscounted: [{ aggregate: 'sales deal d', events: 3, latest: 2, head: 2 }] }, ['I4 doubled']],
    ['events with a gap', { miscounted: [{ aggregate: 'sales deal d', events: 2, latest: 3, head: 2 }] }, ['I6 other']],
    ['events out of order', { disordered: ['ai.score-again: deal d'] }, ['I6 other']],
    ['an effect of an event that nobody said', { strays: ['e9'] }, ['I5 other']],
    ['an event that the broker does not keep', { published: ['e1', 'e2'] }, ['I4 lost']],
    ['a job that failed', { jobs: ['ai deliver-email failed'] }, ['I7 other']],
  ])('sees %s', (_what, facts, findings) => {
    expect(found(facts)).toEqual(findings);
  });
});
