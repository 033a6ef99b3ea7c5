import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foreground } from './child.mjs';
import { closingLine, failuresOf } from './jest-report.mjs';
import { onNeededNode } from './node-version.mjs';
import { root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { textOf } from './stamp.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit } from './stop.mjs';

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  try {
    return await runJest(join(folder, 'report.json'), process.argv.slice(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** @param {string} reportFile @param {string[]} args what comes after `npm test --` */
async function runJest(reportFile, args) {
  const options = [process.env['NODE_OPTIONS'], '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = {
    command: process.execPath,
    args: [join(root, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${reportFile}`, ...args],
    env: { ...process.env, NODE_OPTIONS: options.filter(Boolean).join(' ') },
    cwd: root,
  };
  const code = await foreground(jest, { insist: true });
  const text = textOf(reportFile);
  const report = text ? JSON.parse(text) : undefined;
  process.stdout.write(`\n${closingLine(report)}\n`);
  return code || (failuresOf(report) ? 1 : 0);
}
