import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from '../bench/random.mjs';
import { Bites } from './bites.js';
import type { Fault, Stage } from './fault.js';
import { Ledger } from './ledger/ledger.js';
import { Load } from './load/load.js';
import { other, type Finding } from './oracle/finding.js';
import { judge } from './oracle/judge.js';
import { readFacts, unsettled } from './oracle/read-facts.js';
import type { House } from './parts/house.js';

/** How a fault is to be tried. */
export interface TrialSettings {
  readonly house: House;
  readonly seed: number;
  readonly rounds: number;
  /** Where the ledger is kept. */
  readonly folder: string;
  readonly say: (words: string) => void;
}

/** What came of it: a row of `bench/faults.json`. */
export interface Outcomes {
  readonly id: string;
  readonly rounds: number;
  /** Rounds whose strike left evidence that it hit. */
  readonly bit: number;
  readonly commands: number;
  readonly ok: number;
  readonly refused: number;
  readonly unknown: number;
  readonly lost: number;
  readonly doubled: number;
  readonly holds: boolean;
  /** What strikes did. */
  readonly evidence: string;
}

/** A row and what stands behind it. */
export interface Verdict {
  readonly row: Outcomes;
  readonly findings: readonly Finding[];
}

const usualRestMs = 90_000;

/** Has clients write while the fault strikes, heals, waits for rest and judges. */
export async function tryFault(fault: Fault, { house, seed, rounds, folder, say }: TrialSettings): Promise<Verdict> {
  const run = `${fault.id.toLowerCase()}-${seed}-${Date.now().toString(36)}`;
  const ledger = new Ledger(run, join(folder, `${run}.ledger`));
  const found: Finding[] = [];
  const trouble = (what: string) => void found.push(other(fault.id, what));
  const bites = new Bites();
  await house.witness.sql('delete from faults.stolen');
  const caller = await house.caller();
  const random = randomFrom(seed);
  const load = new Load({ caller, ledger, random: randomFrom(seed + 1), lanes: 4, restMs: 60 });
  const stage: Stage = { house, load, ledger, random, run, caller, rounds, say, expect: (what, isSo) => void (isSo || trouble(what)), bit: bites.note };
  try {
    if (!(await load.advances(20, 20_000))) trouble('clients were not answered even before the fault');
    await strike(fault, stage);
    for (const miss of bites.missing(rounds)) trouble(miss);
    await house.heal();
    if (!(await load.advances(20, 40_000))) trouble('clients were not answered again within 40 s of the end of the fault');
  } catch (thrown) {
    trouble(`the trial broke off: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    await house.heal();
  }
  say('waiting for rest');
  await load.stop();
  await rest(house, fault.restMs ?? usualRestMs);
  const facts = await readFacts({
    run,
    everyService: house.kind === 'whole',
    witness: house.witness,
    caller: await house.caller(),
    ...(house.inBroker && { inBroker: house.inBroker }),
    deadLetters: () => house.deadLetters(),
    leaks: () => house.leaks(),
  });
  const entries = ledger.entries();
  ledger.close();
  found.push(...judge(entries, facts, fault));
  return { row: rowOf({ id: fault.id, rounds, bites, entries, found }), findings: found };
}

async function strike(fault: Fault, stage: Stage): Promise<void> {
  if (fault.on === 'any') return fault.strike(stage);
  if (stage.house.kind !== fault.on) throw new Error(`${fault.id} needs another house`);
  return fault.strike(stage as Parameters<typeof fault.strike>[0]);
}

/** Until every event took effect, or for as long as that may take: the oracle counts what is still missing. */
async function rest(house: House, ms: number): Promise<void> {
  const latest = Date.now() + ms;
  while ((await unsettled(house.witness, house.kind === 'whole')) > 0 && Date.now() < latest) await pause(300);
  await pause(500);
}

interface Judged {
  readonly id: string;
  readonly rounds: number;
  readonly bites: Bites;
  readonly entries: readonly { outcome: string }[];
  readonly found: readonly Finding[];
}

function rowOf({ id, rounds, bites, entries, found }: Judged): Outcomes {
  const count = (outcome: string) => entries.filter((entry) => entry.outcome === outcome).length;
  const kind = (wanted: Finding['kind']) => found.filter((finding) => finding.kind === wanted).length;
  return {
    id,
    rounds,
    bit: bites.rounds,
    commands: entries.length,
    ok: count('ok'),
    refused: count('refused'),
    unknown: count('unknown'),
    lost: kind('lost'),
    doubled: kind('doubled'),
    holds: found.length === 0,
    evidence: bites.told,
  };
}
