// npm run test:faults: clients write while what the product stands on is killed, stopped, cut and emptied.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { foreground } from '../deploy/local/child.mjs';
import { onNeededNode } from '../deploy/local/node-version.mjs';
import { root } from '../deploy/local/places.mjs';
import { prepare } from '../deploy/local/prepare.mjs';
import { stepsOn } from '../deploy/local/steps.mjs';
import { runToExit } from '../deploy/local/stop.mjs';

const stackScript = join(root, 'deploy/stack/stack.mjs');

/** Has the real parts installed where they can be had; those that were down are down again afterwards, since every house has its own. */
function install() {
  const names = ['postgres', 'nats'];
  /** @param {string} verb @param {string[]} which */
  const stack = (verb, which) => spawnSync(process.execPath, [stackScript, verb, ...which], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status;
  const wasDown = names.filter((name) => stack('status', [name]) !== 0);
  if (wasDown.length === 0) return;
  stack('up', wasDown);
  stack('down', wasDown);
}

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  const args = process.argv.slice(2);
  if (!args.includes('--embedded') && !args.includes('--help')) install();
  const source = pathToFileURL(join(root, 'deploy/checks/source.mjs')).href;
  return foreground(
    { command: process.execPath, args: ['--enable-source-maps', '--import', source, join(root, 'fault-tests/run.ts'), ...args], env: process.env, cwd: root },
    { insist: true },
  );
});
