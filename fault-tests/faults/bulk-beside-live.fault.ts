import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, Stage } from '../fault.js';
import { Importer } from '../load/importer.js';
import { quantile } from '../load/quantile.js';
import { Visitors } from '../load/visitors.js';

const windows = 4;
const windowMs = 15_000;
const importers = 2;
const mostRise = 1.2;
/** Less than this nobody notices, and a busy machine does it by itself. */
const noticedMs = 15;

/** People are imported and deleted again, as many as the installation takes, while others work: what those wait for takes hardly longer. */
export const bulkBesideLive: Fault = {
  id: 'F19',
  what: `${importers} imports without end beside people at work`,
  on: 'any',
  rounds: 1,
  restMs: 180_000,
  async strike(stage) {
    for (let round = 0; round < stage.rounds; round += 1) await sideBySide(stage, round);
  },
};

/** Quiet and busy windows in turn, so that what else the machine does falls on both. */
async function sideBySide({ caller, run, say, expect, bit }: Stage, round: number): Promise<void> {
  const [quiet, busy]: [number[], number[]] = [[], []];
  const importing = Array.from({ length: importers }, (_, n) => new Importer(caller, `${run}-${round}-${n}`));
  const visitors = new Visitors(caller, `${run}-${round}`);
  await visitors.during(3000);
  for (let window = 1; window <= windows; window += 1) {
    quiet.push(...(await visitors.during(windowMs)));
    const work = importing.map((importer) => importer.run());
    busy.push(...(await visitors.during(windowMs)));
    for (const importer of importing) importer.stop();
    await Promise.all(work);
    say(`window ${window} of ${windows}: p95 ${p95(quiet)} ms alone, ${p95(busy)} ms beside imports`);
    await pause(2000);
  }
  const sum = (of: (importer: Importer) => number) => importing.reduce((all, importer) => all + of(importer), 0);
  const told = `live p50 ${quantile(quiet, 0.5)} and p95 ${p95(quiet)} ms alone, ${quantile(busy, 0.5)} and ${p95(busy)} ms beside them, ${visitors.failed} not served`;
  bit(
    round,
    `records in bulk (${told}, ${sum(({ refused }) => refused)} portions told to come later)`,
    sum(({ records }) => records),
  );
  expect(
    `what people wait for takes hardly longer (p95 ${p95(quiet)} ms alone, ${p95(busy)} ms beside imports)`,
    p95(busy) < Math.max(p95(quiet) * mostRise, p95(quiet) + noticedMs),
  );
  expect(`nobody is turned away for an import (${visitors.failed} were)`, visitors.failed === 0);
  expect(`imports get on (${sum(({ broken }) => broken)} portions broke)`, sum(({ broken }) => broken) === 0);
}

const p95 = (ms: readonly number[]) => quantile(ms, 0.95);
