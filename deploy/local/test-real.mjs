// npm run test:real: what talks to a database or a broker, once more against PostgreSQL and NATS.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nats } from '../stack/components/nats.mjs';
import { postgres } from '../stack/components/postgres.mjs';
import { dataOf, programsOf } from '../stack/home.mjs';
import { runJest } from './jest-run.mjs';
import { onNeededNode } from './node-version.mjs';
import { root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit } from './stop.mjs';

const suites = ['libs/messaging', 'libs/persistence', '\\.db\\.spec', 'services/accounts', 'services/[^/]*\\.e2e\\.spec'];
/** What tests the embedded parts alone has nothing to find here. */
const passedOver = ['/node_modules/', 'embedded-database', 'folder-lock', 'in-process'].flatMap((part) => ['--testPathIgnorePatterns', part]);
const stackScript = join(root, 'deploy/stack/stack.mjs');
const names = ['postgres', 'nats'];
const parts = [
  { name: 'PostgreSQL', variable: 'DATABASE_URL' },
  { name: 'NATS', variable: 'NATS_URL' },
];
const notAvailable = 3;

/** @param {string} verb @param {string[]} args */
function stack(verb, args = names) {
  const { status, stdout } = spawnSync(process.execPath, [stackScript, verb, ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = verb === 'status' ? [] : stdout.split('\n').filter(Boolean);
  return { status: status ?? 1, settings: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2))) };
}

/** Settings of real parts: those that are given, else those that the stack brings up. @returns {{ settings: Record<string, string>, status: number, down(): void }} */
function realParts() {
  const { DATABASE_URL: database, NATS_URL: broker } = process.env;
  if (database || broker) return { settings: { ...(database && { DATABASE_URL: database }), ...(broker && { NATS_URL: broker }) }, status: 0, down() {} };
  const wasDown = names.filter((name) => stack('status', [name]).status !== 0);
  const up = stack('up');
  const ours = wasDown.length ? () => void stack('down', wasDown) : () => {};
  return { ...up, down: ours };
}

/** Where specs find the program and the files of what the stack runs, to start brokers of their own and to look into what lies on the disk. @param {Record<string, string>} settings */
function places(settings) {
  const [program, cluster] = [join(programsOf(nats), 'nats-server'), join(dataOf(postgres), 'cluster')];
  const isOurs = settings['DATABASE_URL'] !== process.env['DATABASE_URL'];
  return { ...(existsSync(program) && { NATS_SERVER_PROGRAM: program }), ...(isOurs && existsSync(cluster) && { POSTGRES_DATA_FOLDER: cluster }) };
}

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  const { settings, status, down } = realParts();
  try {
    for (const { name, variable } of parts.filter((part) => !settings[part.variable]))
      process.stdout.write(`Not tried on ${name}: it cannot be had on this machine; set ${variable} to one that runs elsewhere.\n`);
    if (Object.keys(settings).length === 0) {
      const failed = status === notAvailable ? 0 : 1;
      process.stdout.write(`\n0 passed, ${failed} failed\n`);
      return failed;
    }
    const tested = await runJest([...suites, ...passedOver, ...process.argv.slice(2)], { ...process.env, ...settings, ...places(settings) });
    return tested || (status === notAvailable ? 0 : status);
  } finally {
    down();
  }
});
