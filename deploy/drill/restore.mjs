// npm run drill:restore: a real database with its WAL archived to object storage is lost, and restored to a moment; what comes back is checked.
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { onNeededNode } from '../local/node-version.mjs';
import { prepare } from '../local/prepare.mjs';
import { elapsed, stepsOn } from '../local/steps.mjs';
import { runToExit } from '../local/stop.mjs';
import { Unavailable } from '../stack/unavailable.mjs';
import { archiveTimeoutS } from './server.mjs';

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  const { openStage } = await import('./stage.mjs');
  const stage = await openStage(steps).catch((thrown) => {
    if (!(thrown instanceof Unavailable)) throw thrown;
    process.stdout.write(`Not tried, the restore of a backup: ${thrown.message}\n\n0 passed, 0 failed\n`);
  });
  if (!stage) return 0;
  const interrupted = () => void stage.close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await drill(stage, steps);
  } finally {
    await stage.close();
  }
});

/** @typedef {import('./stage.mjs').Stage} Stage @typedef {import('../local/steps.mjs').Steps} Steps @typedef {import('./load.mjs').Load} Load */

/** @param {Stage} stage @param {Steps} steps */
async function drill(stage, steps) {
  const { Load } = await import('./load.mjs');
  const { checkRestored, checkWasThere } = await import('./restored.mjs');
  const { Findings } = await import('./findings.mjs');
  const findings = new Findings();
  const load = new Load(await stage.rapport.integration());
  const people = await stage.people();
  const { moment, before } = await live(stage, steps, { load, people });
  const worst = await lose(stage, steps, load);

  const began = Date.now();
  await steps.run(
    'To the moment',
    () => stage.server.restore(moment),
    () => moment.toISOString(),
  );
  const databaseMs = Date.now() - began;
  await checkWasThere(findings, stage, people);
  await steps.run(
    'Rapport',
    () => stage.reopen(),
    () => 'erasures replayed, events replayed, doors open',
  );
  const rtoMs = Date.now() - began;
  await checkRestored(findings, stage, { people, before, after: load.acknowledged.slice(before.length) });
  const [{ bytes }] = /** @type {any} */ (await stage.server.rows(`select pg_database_size('rapport')::float8 as bytes`));
  process.stdout.write(`
RPO  ${elapsed(worst.rpoMs)}  (${worst.missing} of ${load.acknowledged.length} acknowledged people were younger than the last archived WAL; archive_timeout ${archiveTimeoutS} s)
RTO  ${elapsed(rtoMs)}  (database ${elapsed(databaseMs)}, then Rapport with erasures and events)
for a database of ${(bytes / 1e6).toFixed(0)} MB on ${cpus().length} cores and ${(totalmem() / 1e9).toFixed(0)} GB, ${loadOfMachine()}

${findings.passed} passed, ${findings.failed} failed
`);
  return findings.failed ? 1 : 0;
}

/**
 * Clients write, a backup is taken meanwhile, a moment passes at which nothing is under way, somebody is erased, and the archive comes to hold it all. Load goes on.
 * @param {Stage} stage @param {Steps} steps @param {{ load: Load, people: import('./stage.mjs').People }} parts
 */
async function live(stage, steps, { load, people }) {
  const loaded = () => `${load.acknowledged.length} people acknowledged`;
  load.start();
  await steps.run('Load', () => sleep(5000), loaded);
  await steps.run('Base backup', () => stage.server.backUp());
  await steps.run('Load', () => sleep(5000), loaded);
  await load.stop();
  await sleep(1000);
  const moment = new Date();
  const before = load.acknowledged.slice();
  await sleep(1000);
  load.start();
  await steps.run(
    'Erasure',
    () => stage.erase(people.erasedAfter),
    () => `one person, after ${moment.toISOString()}`,
  );
  await steps.run('Load', () => sleep(5000), loaded);
  await steps.run(
    'Archive',
    () => stage.server.archived(),
    () => 'the moment lies in object storage',
  );
  await steps.run('Load', () => sleep((archiveTimeoutS * 1000) / 2), loaded);
  return { moment, before };
}

/** Kills and wipes everything, and looks at what the archive would give back at most. @param {Stage} stage @param {Steps} steps @param {Load} load */
async function lose(stage, steps, load) {
  const lostAt = await steps.run(
    'Loss',
    () => stage.lose(),
    () => 'database killed and wiped, broker killed and wiped',
  );
  await load.stop();
  await steps.run(
    'To the end',
    () => stage.server.restore(),
    () => 'restored to the last WAL that was archived',
  );
  const kept = new Set((await stage.server.rows('select id::text from accounts.contacts')).map(({ id }) => String(id)));
  await stage.server.part.end('SIGKILL');
  const missing = load.acknowledged.filter(({ id, at }) => !kept.has(id) && at < lostAt);
  return { missing: missing.length, rpoMs: missing.length ? lostAt - Math.min(...missing.map(({ at }) => at)) : 0 };
}

/** How busy the machine is, since other work on it makes these numbers worse. */
function loadOfMachine() {
  try {
    return `load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`;
  } catch {
    return 'its load unknown';
  }
}
