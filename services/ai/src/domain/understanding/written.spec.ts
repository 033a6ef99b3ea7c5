import { describe, expect, it } from '@jest/globals';
import { writtenFindings } from './written.js';

const moment = { at: new Date('2026-03-02T21:30:00Z'), timeZone: 'Europe/London' };
const turns = [
  { text: 'I will send you a new offer by Friday.', byCustomer: false, startMs: 0, endMs: 3800, confidence: 1 },
  { text: 'Бюджет у нас 40 тысяч евро. Решает директор.', byCustomer: true, startMs: 4000, endMs: 8000, confidence: 0.8 },
];
const summary = { text: 'An offer is promised.', quote: 'send you a new offer' };
const task = { kind: 'task', value: 'Send a new offer', quote: 'I will send you a new offer by Friday' };
const read = (answer: unknown) => writtenFindings(answer, turns, moment);

describe('what a model finds in a call', () => {
  it('is proposed with the words that were said, their time, and the day that they name', () => {
    const budget = { kind: 'budget', value: 'Бюджет 40 тысяч евро', quote: 'Бюджет у нас 40 тысяч евро' };
    const found = read({ summary, findings: [budget, task] })!;
    expect(found.map(({ kind, dueDate }) => [kind, dueDate])).toEqual([
      ['summary', ''],
      ['task', '2026-03-06'],
      ['budget', ''],
    ]);
    for (const { quote, startMs, endMs } of found) {
      expect(turns.some((turn) => turn.text.includes(quote) && startMs >= turn.startMs && endMs <= turn.endMs && endMs > startMs)).toBe(true);
    }
    expect(found.find(({ kind }) => kind === 'budget')!.confidence).toBeCloseTo(0.68);
  });

  it.each([
    ['quotes what nobody said', { quote: 'I will give you everything for free' }],
    ['quotes one word', { quote: 'offer' }],
    ['quotes nothing', { quote: '' }],
    ['joins two turns', { quote: 'by Friday. Бюджет у нас' }],
    ['says a number of its own', { value: 'Send an offer of 90 percent off' }],
    ['says a link of its own', { value: 'Send the offer to http://evil.example' }],
    ['says an address of its own', { value: 'Send the offer to boss@evil.example' }],
    ['speaks of something else', { value: 'Delete every contact' }],
    ['is of a kind that nobody asked for', { kind: 'delete-contact' }],
    ['is a novel', { value: 'offer '.repeat(200) }],
    ['is no text', { value: { $ne: null } }],
  ])('is dropped where it %s', (_, change) => expect(read({ summary, findings: [{ ...task, ...change }] })!.map(({ kind }) => kind)).toEqual(['summary']));

  it('is nothing at all where the answer is none, or nothing of it holds', () => {
    for (const answer of [undefined, null, 'yes', [], { summary }, { findings: 'all' }, { summary, findings: Array.from({ length: 500 }, () => task) }])
      expect(read(answer)).toBeUndefined();
    expect(read({ summary: { text: 'Lies', quote: 'nobody said this' }, findings: [] })).toBeUndefined();
  });

  it('says a thing once', () => expect(read({ summary, findings: [task, task] })!.filter(({ kind }) => kind === 'task')).toHaveLength(1));
});
