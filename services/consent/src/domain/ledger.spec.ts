import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choicesOf, decide, isAllowing } from './decision.js';
import { standingOf, type Action, type Entry } from './ledger.js';
import type { PurposeRules } from './purpose.js';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const at = (day: number) => new Date(start + day * dayMs);
const now = at(1000);

const letters: PurposeRules = {
  key: 'letters',
  basis: 'consent',
  channels: ['email', 'sms'],
  doubleOptIn: false,
  validityDays: 0,
  automatedDecision: false,
  renewals: [],
};
const bases = ['consent', 'contract', 'legitimate-interest', 'vital-interest', 'public-interest'] as const;

const actions: readonly Action[] = ['given', 'withdrawn', 'objected', 'objection-lifted', 'restricted', 'unrestricted', 'requested', 'confirmed'];
const entry: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.uuid(),
    channel: fc.constantFrom('', 'email', 'sms'),
    action: fc.constantFrom(...actions),
    language: fc.constantFrom('en', 'ru'),
    textVersion: fc.integer({ min: 1, max: 4 }),
    // Few days, so that things are often said in the same instant.
    occurredAt: fc.integer({ min: 0, max: 8 }).map(at),
  })
  .map((made) => ({ ...made, purpose: made.action.endsWith('restricted') ? '' : 'letters', channel: made.action.endsWith('restricted') ? '' : made.channel }));
const history = fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 12 });
const rules = fc.record({
  validityDays: fc.constantFrom(0, 5, 5000),
  automatedDecision: fc.boolean(),
  renewals: fc.constantFrom([], [{ language: 'en', version: 3 }]),
  basis: fc.constantFrom(...bases),
});
const said = (action: Action, day: number, more: Partial<Entry> = {}): Entry => ({
  id: `${action} ${day}`,
  purpose: action.endsWith('restricted') ? '' : 'letters',
  channel: '',
  action,
  language: 'en',
  textVersion: 1,
  occurredAt: at(day),
  ...more,
});
const reasonOf = (entries: readonly Entry[], more: Partial<PurposeRules> = {}, when = now) =>
  decide({ ...letters, ...more }, 'email', { entries }, when).reason;
const property = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) => fc.assert(fc.property(arbitrary, holds), { numRuns: 500 });

describe('what a person said', () => {
  it('amounts to the same in whatever order it was written down', () =>
    property(fc.tuple(history, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))), ([entries, chance]) => {
      const shuffled = entries.map((one) => ({ one, rank: chance.next().value as number })).sort((a, b) => a.rank - b.rank);
      const other = shuffled.map(({ one }) => one);
      expect(standingOf(other, 'letters', 'email')).toEqual(standingOf(entries, 'letters', 'email'));
    }));

  it('is refused after a withdrawal, whatever else was said until that instant', () =>
    property(fc.tuple(history, rules), ([entries, more]) => {
      const last = Math.max(0, ...entries.map(({ occurredAt }) => occurredAt.getTime()));
      const withdrawn = { ...said('withdrawn', 0), id: 'w', occurredAt: new Date(last) };
      expect(isAllowing(reasonOf([...entries, withdrawn], { ...more, basis: 'consent' }))).toBe(false);
    }));

  it('is refused on every basis while all processing is restricted, but for what the law demands', () =>
    property(fc.tuple(history, rules), ([entries, more]) => {
      const restricted = said('restricted', 9);
      expect(reasonOf([...entries, restricted], more)).toBe('RESTRICTED');
      expect(reasonOf([...entries, restricted], { ...more, basis: 'legal-obligation' })).toBe('BASIS_HOLDS');
    }));

  it('is refused after an objection, where one has an effect', () =>
    property(fc.tuple(history, rules), ([entries, more]) => {
      const noOneRestricts = entries.filter(({ action }) => action !== 'restricted');
      const reason = reasonOf([...noOneRestricts, said('objected', 9)], more);
      const isHeard = more.automatedDecision || !['contract', 'vital-interest'].includes(more.basis);
      expect(reason).toBe(isHeard ? 'OBJECTED' : 'BASIS_HOLDS');
    }));

  it('allows by consent only what was given or confirmed on that channel, and names that entry', () =>
    property(fc.tuple(history, rules), ([entries, more]) => {
      const { reason, entry: decided } = decide({ ...letters, ...more, basis: 'consent' }, 'email', { entries }, now);
      if (reason !== 'CONSENT_GIVEN') return expect(isAllowing(reason)).toBe(false);
      expect(entries.find(({ id }) => id === decided!.id)).toMatchObject({ action: expect.stringMatching(/given|confirmed/) });
      expect(['', 'email']).toContain(decided!.channel);
    }));

  it('on one channel says nothing about another', () =>
    property(history, (entries) => {
      const ofSms = entries.map((one) => (one.purpose === '' ? one : { ...one, channel: 'sms' }));
      expect(['CONSENT_MISSING', 'RESTRICTED']).toContain(reasonOf(ofSms));
    }));

  it('leaves a way back: each choice, once said, changes what is allowed', () =>
    property(fc.tuple(history, rules), ([entries, more]) => {
      const open = entries.filter(({ action }) => action !== 'restricted');
      const purpose = { ...letters, ...more };
      const before = isAllowing(decide(purpose, 'email', { entries: open }, at(10)).reason);
      for (const choice of choicesOf(purpose, 'email', { entries: open }, at(10))) {
        const next = [...open, said(choice, 10, { id: 'next', textVersion: 9 })];
        expect(isAllowing(decide(purpose, 'email', { entries: next }, at(10)).reason)).toBe(!before);
      }
    }));
});

describe('a consent', () => {
  it.each([
    ['was never given', [], {}, 'CONSENT_MISSING'],
    ['was given', [said('given', 1)], {}, 'CONSENT_GIVEN'],
    ['was given on paper before a withdrawal, and typed later', [said('withdrawn', 5), said('given', 3)], {}, 'CONSENT_WITHDRAWN'],
    ['was given anew after a withdrawal', [said('withdrawn', 5), said('given', 6)], {}, 'CONSENT_GIVEN'],
    ['was given and withdrawn in one instant', [said('withdrawn', 5), said('given', 5)], {}, 'CONSENT_WITHDRAWN'],
    ['waits for its confirmation', [said('requested', 1)], {}, 'CONSENT_UNCONFIRMED'],
    ['was confirmed', [said('requested', 1), said('confirmed', 2)], {}, 'CONSENT_GIVEN'],
    ['was confirmed without having been asked for', [said('confirmed', 2)], {}, 'CONSENT_MISSING'],
    ['was confirmed after it had been withdrawn', [said('requested', 1), said('withdrawn', 2), said('confirmed', 3)], {}, 'CONSENT_WITHDRAWN'],
    ['holds while a new one waits', [said('given', 1), said('requested', 2)], {}, 'CONSENT_GIVEN'],
    ['ran out', [said('given', 1)], { validityDays: 30 }, 'CONSENT_EXPIRED'],
    ['was given to a text that a newer one replaced', [said('given', 1)], { renewals: [{ language: 'en', version: 2 }] }, 'CONSENT_OUTDATED'],
    ['was given to a text of another language', [said('given', 1)], { renewals: [{ language: 'ru', version: 2 }] }, 'CONSENT_GIVEN'],
    ['was given after an objection', [said('objected', 1), said('given', 2)], {}, 'CONSENT_GIVEN'],
    ['was released from a restriction', [said('given', 1), said('restricted', 2), said('unrestricted', 3)], {}, 'CONSENT_GIVEN'],
  ] as const)('that %s', (_, entries, more, reason) => expect(reasonOf(entries, more)).toBe(reason));

  it('runs out at the instant at which its time is over, not before', () => {
    const given = [said('given', 0)];
    expect(reasonOf(given, { validityDays: 30 }, new Date(at(30).getTime() - 1))).toBe('CONSENT_GIVEN');
    expect(reasonOf(given, { validityDays: 30 }, at(30))).toBe('CONSENT_EXPIRED');
  });
});
