/**
 * The part of jest's JSON that counts. A suite that could not even run counts as one failure.
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites
 */

/** Failures, at least one when there is no report to read. @param {JestReport | undefined} report */
export const failuresOf = (report) => (report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1);

/** `12 passed, 0 failed`, with `, 3 skipped` when some were. @param {JestReport | undefined} report */
export function closingLine(report) {
  const skipped = report ? report.numPendingTests + report.numTodoTests : 0;
  return `${report?.numPassedTests ?? 0} passed, ${failuresOf(report)} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
