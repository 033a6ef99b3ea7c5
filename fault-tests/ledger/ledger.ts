import { closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** How a command ended for its sender: `unknown` may have been carried out or not, and nobody said. */
export type Outcome = 'ok' | 'refused' | 'unknown';

/** A command as it went out. */
export interface Command {
  /** Unique in the ledger; the `Idempotency-Key`. */
  readonly key: string;
  readonly verb: 'create' | 'change';
  /** What this command alone leaves in the record's tags. */
  readonly mark: string;
  /** For a change: the record's id. */
  readonly target?: string;
  /** The values that it gives to fields, beside its mark. */
  readonly writes?: Readonly<Record<string, string>>;
}

/** A command with what came of it. */
export interface Entry extends Command {
  readonly outcome: Outcome;
  /** HTTP status, or why there was none. */
  readonly answer: string;
  /** The record, when the answer named it. */
  readonly id?: string;
  /** The record's version in the answer. */
  readonly version?: number;
}

/** What clients sent and were told, on the disk before they go on: the truth that the oracle holds the system to. */
export class Ledger {
  private readonly commands = new Map<string, Command>();
  /** Every answer that was heard, in their order: a client that asks again under the same key hears several. */
  readonly heard: Entry[] = [];
  private readonly answers = new Map<string, Entry>();
  private readonly file: number;

  /** `run` marks everything that this ledger's commands make. */
  constructor(
    readonly run: string,
    path: string,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, constants.O_CREAT | constants.O_WRONLY | constants.O_TRUNC | constants.O_DSYNC, 0o600);
  }

  /** Before the command goes out. */
  sends(command: Command): void {
    this.commands.set(command.key, command);
    this.write({ sends: command });
  }

  /** What came back; a later answer to the same key takes the place of the earlier. */
  hears(entry: Entry): void {
    this.answers.set(entry.key, entry);
    this.heard.push(entry);
    this.write({ hears: entry });
  }

  /** Every command in the order sent; one that was never answered is unknown. */
  entries(): Entry[] {
    return [...this.commands.values()].map((command) => this.answers.get(command.key) ?? { ...command, outcome: 'unknown', answer: 'no answer' });
  }

  /** Answers so far that were neither good nor deserved: refused by an outage, or none at all. */
  get troubles(): number {
    return this.heard.filter(isTrouble).length;
  }

  close(): void {
    closeSync(this.file);
  }

  private write(line: object): void {
    writeSync(this.file, `${JSON.stringify(line)}\n`);
  }
}

/** Whether a command went wrong that nothing was wrong with. */
export function isTrouble({ outcome, answer }: Entry): boolean {
  return outcome === 'unknown' || (outcome === 'refused' && answer !== '400');
}
