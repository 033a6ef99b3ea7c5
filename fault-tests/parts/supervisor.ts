import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../bench/random.mjs';
import type { Process } from './process.js';

/** Where one who came back dies once more, on its first or a later passing; `preload/fail-at.mjs` knows where they are. */
const points = ['command committed', 'event not published', 'event not marked', 'effect not begun', 'effect not committed', 'effect not acknowledged'] as const;

/** Starts processes again that died, as an operator's would: systemd, Kubernetes. */
export class Supervisor {
  /** Deaths at the places where those who came back were to die. */
  exactDeaths = 0;
  /** Processes that ended by themselves, or did not come back. */
  readonly troubles: string[] = [];
  private isOpen = true;
  private readonly armed = new Set<Process>();
  private readonly watching: Promise<void>[] = [];

  constructor(
    private readonly processes: readonly Process[],
    private readonly random: Random,
  ) {}

  /** Kills one, starts it again when it was away for so long, and returns when it is at work; services come back with an exact place to die at once more. */
  async kill(name: string, awayMs: number): Promise<void> {
    const process = this.processes.find((one) => one.name === name)!;
    await process.end('SIGKILL');
    await pause(awayMs);
    if (name === 'gateway') return process.start();
    const againMs = 100 + this.random.below(2900);
    const settings = { FAIL_AT: this.random.pick(points), FAIL_AFTER: String(1 + this.random.below(3)) };
    this.armed.add(process);
    const start = process.start({ settings, preload: ['fail-at'] });
    this.watching.push(this.watch(process, againMs));
    // It may die at its place before it says that it is at work.
    await start.catch(() => undefined);
  }

  /** Nobody is left who is to die: they begin anew, without. */
  async leave(): Promise<void> {
    this.isOpen = false;
    await Promise.all(
      [...this.armed].map(async (process) => {
        await process.end('SIGKILL');
        await process.start();
      }),
    );
    await Promise.all(this.watching);
  }

  private async watch(process: Process, deadMs: number): Promise<void> {
    const how = await process.program.ended;
    if (!this.isOpen) return;
    this.armed.delete(process);
    if (how === 'SIGKILL') this.exactDeaths += 1;
    else this.troubles.push(`${process.name} ended by itself: ${how}`);
    await pause(deadMs);
    await process.start().catch((thrown: Error) => this.troubles.push(thrown.message));
  }
}
