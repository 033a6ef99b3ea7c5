import { describe, expect, it } from '@jest/globals';
import { parseCommand, repeatCommand } from './command-line.js';
import type { Fault } from './fault.js';

const known = ['F1', 'F2'].map((id): Fault => ({ id, what: id, on: 'any', rounds: 1, strike: async () => undefined }));
const safeties = ['inbox', 'keys'];
const idsOf = (...args: string[]) => parseCommand(args, known, safeties).faults.map(({ id }) => id);

describe('the command line of the fault tests', () => {
  it('takes every fault, or those named', () => {
    expect([idsOf(), idsOf('f2'), idsOf('F2', 'F1')]).toEqual([['F1', 'F2'], ['F2'], ['F1', 'F2']]);
  });

  it('takes every safety away, or those named, and tries no fault then', () => {
    expect(['', 'keys'].map((name) => parseCommand(['--self-test', name].filter(Boolean), known, safeties))).toMatchObject([
      { faults: [], selfTest: safeties },
      { faults: [], selfTest: ['keys'] },
    ]);
  });

  it('names a command that does the same again', () => {
    const again = repeatCommand('F2', { seed: 7, rounds: 3, embedded: true }).split(' -- ')[1]!.split(' ');
    expect(parseCommand(again, known, safeties)).toMatchObject({ seed: 7, rounds: 3, embedded: true, faults: [{ id: 'F2' }] });
  });

  it.each([
    [['F99'], /no fault “F99”; there are F1, F2/],
    [['--self-test', 'F1'], /no safety “F1”; there are inbox, keys/],
    [['--seed', 'x'], /--seed: found “x”/],
    [['--rounds', '0'], /--rounds/],
    [['--nonsense'], /npm run test:faults/],
  ])('refuses %j in words', (args, words) => {
    expect(() => parseCommand(args, known, safeties)).toThrow(words);
  });
});
