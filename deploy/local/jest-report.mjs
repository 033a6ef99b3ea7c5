/**
 * The part of jest's JSON that counts. A suite that could not even run counts as one failure.
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {readonly { name: string, status: string, assertionResults: readonly { status: string }[] }[]} testResults
 */

/** Failures, at least one when there is no report to read. @param {JestReport | undefined} report */
export const failuresOf = (report) => (report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1);

/** `12 passed, 0 failed`, with `, 3 skipped` when some were. @param {JestReport | undefined} report */
export function closingLine(report) {
  const skipped = report ? report.numPendingTests + report.numTodoTests : 0;
  return `${report?.numPassedTests ?? 0} passed, ${failuresOf(report)} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** The files of the suites that failed. @param {JestReport | undefined} report */
export const failedSuites = (report) => (report?.testResults ?? []).filter(({ status }) => status === 'failed').map(({ name }) => name);

/**
 * What counts when the suites that failed ran once more: of those the second run, of all others the first.
 * @param {JestReport} first
 * @param {JestReport} second of exactly the suites that failed in the first
 * @returns {JestReport}
 */
export function withSecond(first, second) {
  const replaced = first.testResults.filter(({ status }) => status === 'failed').flatMap(({ assertionResults }) => assertionResults);
  const without = (/** @type {string} */ status) => replaced.filter((test) => test.status === status).length;
  return {
    numPassedTests: first.numPassedTests - without('passed') + second.numPassedTests,
    numPendingTests: first.numPendingTests - without('pending') + second.numPendingTests,
    numTodoTests: first.numTodoTests - without('todo') + second.numTodoTests,
    numFailedTests: second.numFailedTests,
    numRuntimeErrorTestSuites: second.numRuntimeErrorTestSuites,
    testResults: [...first.testResults.filter(({ status }) => status !== 'failed'), ...second.testResults],
  };
}
