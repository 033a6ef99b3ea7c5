import { describe, expect, it } from '@jest/globals';
import { decided, guessed, sortingState } from './sorting.js';

const teams = [{ intent: 'billing', teamId: 'acme/money' }];
const guess = (intent: string, more: object = {}) => ({
  intent,
  confidence: 0.8,
  language: 'ru',
  urgent: false,
  model: 'm',
  modelVersion: '1',
  ledgerId: 'l',
  ...more,
});
const anna = { id: 'anna', now: new Date(0) };

describe('what a program takes a case to be about', () => {
  it('is suggested with type, priority and the team that the tenant named', () =>
    expect(guessed(undefined, guess('billing'), teams)).toMatchObject({ state: sortingState.suggested, type: 1, priority: 2, teamId: 'acme/money' }));

  it('presses more where the customer does', () =>
    expect(['technical', 'complaint', 'product-question'].map((intent) => guessed(undefined, guess(intent, { urgent: true }), []).priority)).toEqual([
      3, 4, 3,
    ]));

  it('is not sure where there is no intent, and suggests nothing then', () =>
    expect(guessed(undefined, guess('', { confidence: 0.3 }), teams)).toMatchObject({
      state: sortingState.notSure,
      intent: '',
      type: 0,
      priority: 0,
      confidence: 0.3,
    }));

  it('changes with what the customer writes next, but not by a doubt or a thank-you', () => {
    const first = guessed(undefined, guess('billing'), teams);
    expect(['', 'thanks', 'cancel'].map((intent) => guessed(first, guess(intent), teams).intent)).toEqual(['billing', 'billing', 'cancel']);
    expect(guessed(guessed(undefined, guess(''), []), guess('thanks'), []).intent).toBe('thanks');
  });
});

describe('what a colleague decides', () => {
  const suggested = guessed(undefined, guess('billing'), teams);

  it('takes the suggestion, or puts another in its place, and no program changes that', () => {
    const taken = decided(suggested, '', anna, teams);
    const corrected = decided(suggested, 'complaint', anna, teams);
    expect([taken, corrected]).toMatchObject([
      { state: sortingState.accepted, intent: 'billing', decidedBy: 'anna' },
      { state: sortingState.corrected, intent: 'complaint', type: 4, priority: 3, teamId: '', ledgerId: 'l' },
    ]);
    for (const one of [taken, corrected]) expect(guessed(one, guess('cancel'), teams)).toBe(one);
  });

  it('says what it is about where the program was not sure, or never looked; there is nothing to take then', () => {
    const unsure = guessed(undefined, guess(''), teams);
    for (const known of [unsure, undefined]) {
      expect(decided(known, 'cancel', anna, teams)).toMatchObject({ state: sortingState.corrected, type: 3 });
      expect(() => decided(known, '', anna, teams)).toThrow(expect.objectContaining({ reason: 'WRONG_STATE' }));
    }
  });
});
