import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { foreground } from './child.mjs';
import { closingLine, failedSuites, failuresOf, withSecond } from './jest-report.mjs';
import { root } from './places.mjs';
import { textOf } from './stamp.mjs';

/** More failures than these are no matter of a busy machine. */
const mostAgain = 6;

/** Suites at once. Two on two cores as well, where jest would take one: most of them wait for a program, a browser or a lease. */
const atOnce = Math.max(2, availableParallelism() - 1);

/**
 * Runs jest in this program's place and ends with the closing line. Answers the exit code. With `CI` set, a few suites that failed run once more,
 * one at a time; whichever passes then is named as flaky.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runJest(args, env = process.env) {
  const first = await attempt(args, env);
  const failed = env['CI'] ? failedSuites(first.report) : [];
  const again = failed.length > 0 && failed.length <= mostAgain;
  const { code, report } = again ? await secondAttempt(first.report, failed, env) : first;
  process.stdout.write(`\n${closingLine(report)}\n`);
  return code || (failuresOf(report) ? 1 : 0);
}

/** @param {import('./jest-report.mjs').JestReport} first @param {readonly string[]} failed @param {NodeJS.ProcessEnv} env */
async function secondAttempt(first, failed, env) {
  process.stdout.write(`\nOnce more, one at a time: ${failed.map(named).join(', ')}\n`);
  const { code, report } = await attempt(['--runInBand', '--runTestsByPath', ...failed], env);
  if (!report) return { code, report };
  const still = failedSuites(report);
  for (const suite of failed.filter((name) => !still.includes(name)))
    process.stdout.write(`Flaky: ${named(suite)} failed among the others and passed alone.\n`);
  return { code, report: withSecond(first, report) };
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function attempt(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const code = await foreground(jest(reportFile, args, env), { insist: true });
    const text = textOf(reportFile);
    return { code, report: text ? JSON.parse(text) : undefined };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} suite */
const named = (suite) => relative(root, suite);

/** @param {string} reportFile @param {string[]} args @param {NodeJS.ProcessEnv} env */
function jest(reportFile, args, env) {
  const workers = args.some((arg) => /^(-i$|-w|--runInBand|--maxWorkers)/.test(arg)) ? [] : [`--maxWorkers=${atOnce}`];
  const options = [env['NODE_OPTIONS'], '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return {
    command: process.execPath,
    args: [join(root, 'node_modules/jest/bin/jest.js'), '--json', '--forceExit', ...workers, `--outputFile=${reportFile}`, ...args],
    env: { ...env, NODE_OPTIONS: options.filter(Boolean).join(' ') },
    cwd: root,
  };
}
