import { describe, expect, it } from '@jest/globals';
import { outcomeOf, outcomeOfFailure } from './outcome.js';

const answer = (status: number, reason?: string) => outcomeOf({ status, json: (reason ? { reason } : {}) as never });

describe('what an answer means', () => {
  it.each([
    [200, undefined, 'ok'],
    [201, undefined, 'ok'],
    [400, 'INVALID_REQUEST', 'refused'],
    [412, 'STALE', 'refused'],
    [503, 'NO_RESPONDER', 'refused'],
    [503, 'UNAVAILABLE', 'unknown'],
    [504, 'DEADLINE_EXCEEDED', 'unknown'],
    [500, 'INTERNAL', 'unknown'],
    [499, 'CANCELLED', 'unknown'],
    [409, 'KEY_IN_FLIGHT', 'unknown'],
  ] as const)('%d %s is %s', (status, reason, outcome) => {
    expect(answer(status, reason)).toBe(outcome);
  });

  it('knows nothing of a command whose connection broke, and that nothing was carried over one never made', () => {
    const failed = (code: string) => outcomeOfFailure(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })).outcome;
    expect([failed('ECONNRESET'), failed('ECONNREFUSED')]).toEqual(['unknown', 'refused']);
  });
});
