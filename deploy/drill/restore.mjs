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

/** @param {import('./stage.mjs').Stage} stage @param {import('../local/steps.mjs').Steps} steps */
async function drill(stage, steps) {
  const { Load } = await import('./load.mjs');
  const { checkRestored, checkWasThere } = await import('./restored.mjs');
  const { Findings } = await import('./findings.mjs');
  const { server, rapport } = stage;
  const load = new Load(await rapport.integration());
  const findings = new Findings();
  const people = await stage.people();
  load.start();
  await steps.run(
    'Load',
    () => sleep(5000),
    () => `${load.acknowledged.length} people acknowledged, load goes on`,
  );
  await steps.run('Base backup', () => server.backUp());
  await steps.run(
    'Load',
    () => sleep(5000),
    () => `${load.acknowledged.length} people acknowledged`,
  );
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
  await steps.run(
    'Load',
    () => sleep(5000),
    () => `${load.acknowledged.length - before.length} more people after that moment`,
  );
  await steps.run(
    'Archive',
    () => server.archived(),
    () => 'the moment lies in object storage',
  );
  await steps.run('Load', () => sleep((archiveTimeoutS * 1000) / 2));
  const lostAt = await steps.run(
    'Loss',
    () => stage.lose(),
    () => 'database killed and wiped, broker killed and wiped',
  );
  await load.stop();

  await steps.run(
    'To the end',
    () => server.restore(),
    () => 'restored to the last WAL that was archived',
  );
  const kept = new Set((await server.rows('select id::text from accounts.contacts')).map(({ id }) => String(id)));
  const missing = load.acknowledged.filter(({ id, at }) => !kept.has(id) && at < lostAt);
  const rpoMs = missing.length ? lostAt - Math.min(...missing.map(({ at }) => at)) : 0;
  await server.part.end('SIGKILL');

  const began = Date.now();
  await steps.run(
    'To the moment',
    () => server.restore(moment),
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

  const [{ bytes }] = /** @type {any} */ (await server.rows(`select pg_database_size('rapport')::float8 as bytes`));
  process.stdout.write(`
RPO  ${elapsed(rpoMs)}  (${missing.length} of ${load.acknowledged.length} acknowledged people were younger than the last archived WAL; archive_timeout ${archiveTimeoutS} s)
RTO  ${elapsed(rtoMs)}  (database ${elapsed(databaseMs)}, then Rapport with erasures and events)
for a database of ${(bytes / 1e6).toFixed(0)} MB on ${cpus().length} cores and ${(totalmem() / 1e9).toFixed(0)} GB, ${loadOfMachine()}

${findings.passed} passed, ${findings.failed} failed
`);
  return findings.failed ? 1 : 0;
}

/** How busy the machine is, since other work on it makes these numbers worse. */
function loadOfMachine() {
  try {
    return `load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`;
  } catch {
    return 'its load unknown';
  }
}
