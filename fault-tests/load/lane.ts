import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '@rapport/testing';
import type { Command, Entry } from '../ledger/ledger.js';
import { outcomeOf, outcomeOfFailure } from '../ledger/outcome.js';
import { canaryIn } from '../oracle/canary.js';
import { changedMark, madeMark } from './mark.js';
import type { LoadSettings } from './load.js';

/** Longer than any part of the system waits, so that silence is the network's or a dead process's. */
const patienceMs = 12_000;
/** How long a client that insists on an answer goes on asking after the load has ended. */
const insistMs = 30_000;

/** One client: a command, its answer, the next. Adds people and changes those it added, now and then with what must be refused. */
export class Lane {
  done = 0;
  private readonly own: { id: string; made: string }[] = [];
  private sent = 0;
  private isOpen = true;
  private until = Infinity;
  private held: Promise<void> | undefined;
  private letGo = () => {};
  private resting = () => {};

  constructor(
    private readonly number: number,
    private readonly settings: LoadSettings,
  ) {}

  async run(): Promise<void> {
    const { random, restMs } = this.settings;
    while (this.isOpen) {
      if (this.held) {
        this.resting();
        await this.held;
        continue;
      }
      const insists = random.below(2) === 0;
      const entry = await this.command(this.next(), insists);
      if (entry.outcome === 'ok') this.done += 1;
      await pause(entry.outcome === 'ok' ? random.below(restMs) : 100);
    }
  }

  /** Resolves when the command under way is answered; no other goes out. */
  async hold(): Promise<void> {
    const atRest = new Promise<void>((resolve) => (this.resting = resolve));
    this.held ??= new Promise((resolve) => (this.letGo = resolve));
    await atRest;
  }

  goOn(): void {
    this.held = undefined;
    this.letGo();
  }

  stop(): void {
    this.isOpen = false;
    this.until = Date.now() + insistMs;
    this.goOn();
  }

  private next(): { command: Command; body: object } {
    const { random, ledger } = this.settings;
    const target = this.own.length > 0 && random.below(3) > 0 ? random.pick(this.own) : undefined;
    const mark = `${target ? changedMark : madeMark}${this.number}-${(this.sent += 1)}`;
    const key = `${ledger.run}-${mark}`;
    const name = canaryIn(ledger.run, mark);
    if (target) {
      const writes = random.pick([{ given_name: name }, { job_title: name }, { source: mark }, { given_name: name, source: mark }]);
      return { command: { key, verb: 'change', mark, target: target.id, writes }, body: { ...writes, tags: [ledger.run, target.made, mark] } };
    }
    const writes = { given_name: name };
    const refused = random.below(12) === 0 ? { emails: [{ address: 'not an address' }] } : {};
    return { command: { key, verb: 'create', mark, writes }, body: { ...writes, ...refused, tags: [ledger.run, mark] } };
  }

  /** Sends it; a client that insists asks again under the same key until it knows. */
  private async command({ command, body }: { command: Command; body: object }, insists: boolean): Promise<Entry> {
    this.settings.ledger.sends(command);
    let isInDoubt = false;
    for (;;) {
      const entry = settled(await this.attempt(command, body), isInDoubt);
      isInDoubt ||= entry.outcome === 'unknown';
      this.settings.ledger.hears(entry);
      if (entry.outcome === 'ok' && command.verb === 'create') this.own.push({ id: entry.id!, made: command.mark });
      if (entry.outcome !== 'unknown' || !insists || Date.now() > this.until) return entry;
      await pause(200);
    }
  }

  private async attempt(command: Command, body: object): Promise<Entry> {
    const { caller } = this.settings;
    const asking = { body, headers: { 'idempotency-key': command.key } };
    const path = command.target ? `/v1/contacts/${command.target}` : '/v1/contacts';
    try {
      const answer = await Promise.race([caller.ask(command.target ? 'PATCH' : 'POST', path, asking), silence()]);
      return { ...command, outcome: outcomeOf(answer), answer: String(answer.status), ...recordIn(answer) };
    } catch (thrown) {
      return { ...command, ...outcomeOfFailure(thrown) };
    }
  }
}

/** That a later attempt never began says nothing of an earlier one that may have been carried out. */
function settled(entry: Entry, isInDoubt: boolean): Entry {
  const isFinal = entry.outcome !== 'refused' || (entry.answer.startsWith('4') && entry.answer !== '429');
  return isInDoubt && !isFinal ? { ...entry, outcome: 'unknown' } : entry;
}

function recordIn({ status, json }: Answer): { id?: string; version?: number } {
  return status < 300 ? { id: String(json['id']), version: Number(/\d+/.exec(String(json['etag']))?.[0]) } : {};
}

async function silence(): Promise<never> {
  await pause(patienceMs, undefined, { ref: false });
  throw new Error('silence');
}
