import { describe, expect, it } from '@jest/globals';
import { closingLine, failedSuites, withSecond } from './jest-report.mjs';

const tests = (...statuses: string[]) => statuses.map((status) => ({ status }));
const counts = { numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };
const first = {
  ...counts,
  numPassedTests: 4,
  numFailedTests: 1,
  numPendingTests: 1,
  numRuntimeErrorTestSuites: 1,
  testResults: [
    { name: 'good', status: 'passed', assertionResults: tests('passed', 'passed', 'passed') },
    { name: 'shaky', status: 'failed', assertionResults: tests('passed', 'failed', 'pending') },
    { name: 'broken', status: 'failed', assertionResults: [] },
  ],
};

describe('a report of the tests', () => {
  it('counts what ran once more as the second run says', () => {
    const testResults = [
      { name: 'shaky', status: 'passed', assertionResults: tests('passed', 'passed', 'pending') },
      { name: 'broken', status: 'failed', assertionResults: tests('failed', 'passed') },
    ];
    const whole = withSecond(first, { ...counts, numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, testResults });
    expect([closingLine(whole), failedSuites(whole)]).toEqual(['6 passed, 1 failed, 1 skipped', ['broken']]);
  });
});
