import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callerAt, serviceToken, type Caller, type Program, type ReadyFile } from '@rapport/testing';
import { choosePorts } from '../../deploy/stack/ports.mjs';
import type { Witness } from '../oracle/witness.js';
import type { Process } from './process.js';

/** What a house is built of. */
export type HouseKind = 'real' | 'cluster' | 'whole' | 'embedded';

/** What runs under test: the processes of the product, and what the oracle looks through. */
export interface House {
  /** `real`: services as separate processes over PostgreSQL and NATS. `cluster`: the same with three brokers. `whole`: every service, with the company of the demo. `embedded`: one process with everything in it. */
  readonly kind: HouseKind;
  /** The process that answers HTTP. */
  readonly door: Process;
  /** The processes of the service; on embedded parts the door is the one. */
  readonly accounts: readonly Process[];
  /** Every process of the product. */
  readonly processes: readonly Process[];
  readonly witness: Witness;
  /** Nothing where the broker cannot be looked into. */
  readonly inBroker?: () => Promise<ReadonlySet<string>>;
  deadLetters(): Promise<number>;
  /** Replays every dead letter as an operator would. */
  replayDead(): Promise<number>;
  /** Where personal data stands in the clear: what was printed, and what the broker keeps. */
  leaks(): Promise<readonly string[]>;
  /** Everything runs and every wire is fair again; what runs is left as it is. */
  heal(): Promise<void>;
  /** Somebody at the door with a token that is new. */
  caller(): Promise<Caller>;
  close(): Promise<void>;
}

/** Settings that every process of a house shares. */
export interface SharedSettings {
  readonly folder: string;
  readonly port: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Keys and limits: no limit of rate, short waits, and what separate processes must agree on. */
export async function sharedSettings(folder: string): Promise<SharedSettings> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const { door } = await choosePorts(['door'], {});
  return {
    folder,
    port: String(door),
    settings: {
      RAPPORT_INTERNAL_KEY: randomBytes(32).toString('base64'),
      RAPPORT_KEK_FILE: join(folder, 'kek.json'),
      RAPPORT_FILES: join(folder, 'files'),
      RAPPORT_DEMO: 'off',
      RATE_LIMIT_PER_SECOND: '0',
      REQUEST_TIMEOUT_MS: '6000',
      LOG_LEVEL: 'debug',
    },
  };
}

/** What the door wrote into its data folder once it was ready. */
export function readyIn(data: string): ReadyFile | undefined {
  const file = join(data, 'ready.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReadyFile) : undefined;
}

/** Whether the door that runs now is ready. */
export const isDoorReady = (data: string) => (program: Program) => readyIn(data)?.pid === program.pid;

const renewedEveryMs = 15_000;

/** The service account at the door, with a token that is renewed as clients do, also when the provider changed its key. */
export async function callerOf(data: string): Promise<Caller> {
  const ready = readyIn(data)!;
  let token = await serviceToken(ready);
  const renew = () =>
    serviceToken(ready).then(
      (fresh) => void (token = fresh),
      () => undefined,
    );
  setInterval(() => void renew(), renewedEveryMs).unref();
  return callerAt(ready.url, () => ({ authorization: `Bearer ${token}` }));
}

/** What a process prints when the services that it was given are at work. */
export const isAtWork =
  (service: string) =>
  ({ output }: Program): boolean =>
    output.includes(`Running: ${service}`);

/** How often processes printed the words in all their lives. */
export function timesPrinted(processes: readonly Process[], words: string): number {
  return processes.flatMap(({ lives }) => lives).reduce((sum, { output }) => sum + output.split(words).length - 1, 0);
}

/** What processes printed that has the words in it. */
export function printedBy(processes: readonly Process[], words: string): string[] {
  return processes.filter(({ lives }) => lives.some(({ output }) => output.includes(words))).map(({ name }) => `what ${name} printed`);
}
