import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foreground } from './child.mjs';
import { closingLine, failuresOf } from './jest-report.mjs';
import { root } from './places.mjs';
import { textOf } from './stamp.mjs';

/**
 * Runs jest in this program's place and ends with the closing line. Answers the exit code.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runJest(args, env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const code = await foreground(jest(reportFile, args, env), { insist: true });
    const text = textOf(reportFile);
    const report = text ? JSON.parse(text) : undefined;
    process.stdout.write(`\n${closingLine(report)}\n`);
    return code || (failuresOf(report) ? 1 : 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} reportFile @param {string[]} args @param {NodeJS.ProcessEnv} env */
function jest(reportFile, args, env) {
  const options = [env['NODE_OPTIONS'], '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return {
    command: process.execPath,
    args: [join(root, 'node_modules/jest/bin/jest.js'), '--json', '--forceExit', `--outputFile=${reportFile}`, ...args],
    env: { ...env, NODE_OPTIONS: options.filter(Boolean).join(' ') },
    cwd: root,
  };
}
