// npm run test:real: what talks to a database, a broker, an identity provider or a store of traces, once more against the real ones.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nats } from '../stack/components/nats.mjs';
import { postgres } from '../stack/components/postgres.mjs';
import { dataOf, programsOf } from '../stack/home.mjs';
import { choosePorts } from '../stack/ports.mjs';
import { runJest } from './jest-run.mjs';
import { onNeededNode } from './node-version.mjs';
import { root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit } from './stop.mjs';

const suites = [
  'libs/messaging',
  'libs/persistence',
  'libs/auth/src/conformance',
  '\\.db\\.spec',
  'services/accounts',
  'services/mail\\.contract',
  'services/[^/]*\\.e2e\\.spec',
  'services/portal/keycloak',
];
/** What tests the embedded parts alone has nothing to find here. */
const passedOver = ['/node_modules/', 'embedded-database', 'folder-lock', 'in-process'].flatMap((part) => ['--testPathIgnorePatterns', part]);
const stackScript = join(root, 'deploy/stack/stack.mjs');
const parts = [
  { name: 'PostgreSQL', component: 'postgres', variable: 'DATABASE_URL' },
  { name: 'NATS', component: 'nats', variable: 'NATS_URL' },
  { name: 'Keycloak', component: 'keycloak', variable: 'KEYCLOAK_URL' },
  { name: 'object storage', component: 'versitygw', variable: 'S3_ENDPOINT' },
  { name: 'a mail server', component: 'smtp', variable: 'SMTP_URL' },
  { name: 'Zipkin', component: 'zipkin', variable: 'OTEL_EXPORTER_ZIPKIN_ENDPOINT' },
];
const names = parts.map(({ component }) => component);
const notAvailable = 3;

/** @param {string} verb @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function stack(verb, args = names, env = process.env) {
  const { status, stdout } = spawnSync(process.execPath, [stackScript, verb, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  const lines = verb === 'status' ? [] : stdout.split('\n').filter(Boolean);
  return { status: status ?? 1, settings: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2))) };
}

/**
 * Settings of real parts: those that are given, else those that the stack brings up.
 * @returns {Promise<{ settings: Record<string, string>, status: number, down(): void }>}
 */
async function realParts() {
  const given = Object.fromEntries(parts.flatMap(({ variable }) => (process.env[variable] ? [[variable, process.env[variable]]] : [])));
  if (Object.keys(given).length) return { settings: given, status: 0, down() {} };
  const wasDown = names.filter((name) => stack('status', [name]).status !== 0);
  // A suite listens where Keycloak believes the portal to be: not where somebody's own portal may run.
  const up = stack('up', names, { ...process.env, PORT: String((await choosePorts(['portal'], {}))['portal']) });
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
  const { settings, status, down } = await realParts();
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
