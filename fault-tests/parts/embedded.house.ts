import { join } from 'node:path';
import { askControl, controlPath } from '@rapport/runtime';
import type { Caller } from '@rapport/testing';
import { canarySong } from '../oracle/canary.js';
import { Witness } from '../oracle/witness.js';
import { callerOf, isDoorReady, printedBy, sharedSettings, type House } from './house.js';
import { Process } from './process.js';

/** The whole product in one process on the embedded database and broker. */
export class EmbeddedHouse implements House {
  readonly kind = 'embedded';

  private constructor(
    private readonly data: string,
    readonly door: Process,
    readonly witness: Witness,
  ) {}

  static async open(folder: string, say: (words: string) => void): Promise<EmbeddedHouse> {
    const { port, settings } = await sharedSettings(folder);
    const data = join(folder, 'data');
    const door = new Process({ name: 'rapport', settings: { ...settings, PORT: port, RAPPORT_DATA: data }, isReady: isDoorReady(data) });
    const witness = new Witness({ host: join(data, 'database/socket'), user: 'postgres', database: 'postgres', password: '' });
    say('starting Rapport on its embedded parts');
    await door.start();
    await witness.stand('embedded');
    return new EmbeddedHouse(data, door, witness);
  }

  get accounts(): readonly Process[] {
    return [this.door];
  }

  get processes(): readonly Process[] {
    return [this.door];
  }

  async deadLetters(): Promise<number> {
    const lines: string[] = [];
    await askControl(controlPath(this.data), 'dlq', ['list'], (line) => lines.push(line));
    return Number(/^\d+/.exec(lines.at(-1) ?? '')?.[0] ?? 0);
  }

  async replayDead(): Promise<number> {
    const before = await this.deadLetters();
    await askControl(controlPath(this.data), 'dlq', ['replay', '--all'], () => undefined);
    return before;
  }

  async leaks(): Promise<readonly string[]> {
    return printedBy([this.door], canarySong);
  }

  async heal(): Promise<void> {
    if (this.door.isRunning) this.door.signal('SIGCONT');
    else await this.door.start();
  }

  caller(): Promise<Caller> {
    return callerOf(this.data);
  }

  async close(): Promise<void> {
    await this.door.end('SIGKILL');
  }
}
