import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolsFolder } from '../deploy/local/places.mjs';
import type { Say, Steps } from '../deploy/local/steps.mjs';
import { home } from '../deploy/stack/home.mjs';
import { repeatCommand } from './command-line.js';
import type { Fault } from './fault.js';
import { EmbeddedHouse } from './parts/embedded.house.js';
import type { House, HouseKind } from './parts/house.js';
import type { Life } from './parts/process.js';
import { RealHouse } from './parts/real.house.js';
import { lineOf } from './report.js';
import { tryFault, type Outcomes, type Verdict } from './trial.js';

const shown = 8;
const ledgers = join(toolsFolder, 'faults');

/** How faults are tried in this session. */
export interface SessionSettings {
  readonly steps: Steps;
  readonly seed: number;
  readonly rounds: number | undefined;
  readonly embedded: boolean;
}

/** Houses one after another, each for as many trials as it stands. */
export class Session {
  private house: House | undefined;
  private folder = '';
  private houses = 0;

  constructor(private readonly settings: SessionSettings) {}

  /** Tries one fault and shows what came of it. */
  async try(fault: Fault): Promise<Outcomes> {
    const { steps, seed, embedded } = this.settings;
    const rounds = this.settings.rounds ?? fault.rounds;
    const { row, findings } = await steps.run(
      fault.id,
      (say) => this.trial(fault, say),
      ({ row: done }) => `${fault.what}: ${lineOf(done)}`,
    );
    print(`               ${row.evidence}`);
    if (!row.holds) {
      print(`✗ ${fault.id} does not hold:`);
      for (const { rule, what } of findings.slice(0, shown)) print(`    ${rule}  ${what}`);
      if (findings.length > shown) print(`    … and ${findings.length - shown} more`);
      print(`  Again: ${repeatCommand(fault.id, { seed, rounds, embedded })}`);
      print(`  Ledger and what was printed: ${this.keepTraces()}`);
      await this.close();
    }
    return row;
  }

  /** Tries a fault in a house of its own, whose service is given this life. */
  async tryAlone(fault: Fault, life: Life, say: Say): Promise<Verdict> {
    await this.close();
    const verdict = await this.trial(fault, say, life);
    await this.close();
    return verdict;
  }

  async close(): Promise<void> {
    await this.house?.close();
    this.house = undefined;
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private async trial(fault: Fault, say: Say, life: Life = {}): Promise<Verdict> {
    const kind = this.settings.embedded ? 'embedded' : fault.on === 'any' ? 'real' : fault.on;
    if (this.house && this.house.kind !== kind) await this.close();
    this.house ??= await this.open(kind, say, life);
    const { seed, rounds } = this.settings;
    return tryFault(fault, { house: this.house, seed, rounds: rounds ?? fault.rounds, folder: ledgers, say });
  }

  private async open(kind: HouseKind, say: Say, always: Life): Promise<House> {
    this.folder = join(home, `faults-${process.pid}-${(this.houses += 1)}`);
    mkdirSync(this.folder, { recursive: true, mode: 0o755 });
    if (kind === 'embedded') return EmbeddedHouse.open(this.folder, say);
    return RealHouse.open(this.folder, say, { always, ...(kind === 'cluster' && { brokers: 3 }), whole: kind === 'whole' });
  }

  /** What a person needs to look into a failure; the last run's only. */
  private keepTraces(): string {
    for (const { name, lives } of this.house!.processes)
      writeFileSync(join(ledgers, `${name.replace(' ', '-')}.log`), lives.map(({ output }) => output).join('\n--- next life ---\n'));
    return ledgers;
  }
}

function print(words: string): void {
  process.stdout.write(`${words}\n`);
}
