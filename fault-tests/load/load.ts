import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '@rapport/testing';
import type { Random } from '../../bench/random.mjs';
import type { Ledger } from '../ledger/ledger.js';
import { Lane } from './lane.js';

/** What clients write, to which door, how hard. */
export interface LoadSettings {
  readonly caller: Caller;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Clients at once; each waits for its answer. */
  readonly lanes: number;
  /** Longest rest of a client between two commands. */
  readonly restMs: number;
}

/** Clients that write without end until they are stopped. */
export class Load {
  private readonly lanes: Lane[];
  private readonly work: Promise<void>[];

  constructor(settings: LoadSettings) {
    this.lanes = Array.from({ length: settings.lanes }, (_, number) => new Lane(number, settings));
    this.work = this.lanes.map((lane) => lane.run());
  }

  /** Commands answered well so far. */
  get done(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.done, 0);
  }

  /** Waits until so many more commands were answered well; false when that takes longer than `ms`. */
  async advances(by: number, ms: number): Promise<boolean> {
    const [goal, latest] = [this.done + by, Date.now() + ms];
    while (this.done < goal && Date.now() < latest) await pause(20);
    return this.done >= goal;
  }

  /** Sends nothing new until it is let go on; resolves when nothing is under way. */
  async hold(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.hold()));
  }

  goOn(): void {
    for (const lane of this.lanes) lane.goOn();
  }

  /** Sends nothing new; resolves when every command under way was answered, or given up. */
  async stop(): Promise<void> {
    for (const lane of this.lanes) lane.stop();
    await Promise.all(this.work);
  }
}
