import type { Caller } from '@rapport/testing';
import type { Random } from '../bench/random.mjs';
import type { Ledger } from './ledger/ledger.js';
import type { Load } from './load/load.js';
import type { House } from './parts/house.js';
import type { RealHouse } from './parts/real.house.js';

/** What a fault works with while clients write. */
export interface Stage<H extends House = House> {
  readonly house: H;
  readonly load: Load;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Marks what the load's commands make. */
  readonly run: string;
  readonly caller: Caller;
  /** How often the fault is to strike. */
  readonly rounds: number;
  /** Tells the person before the screen. */
  say(words: string): void;
  /** Something beyond the ledger that must be so; what is not is a finding. */
  expect(what: string, isSo: boolean): void;
  /** Evidence that the strike of this round hit: a count of what it did to the system. A round with a count of nothing, or without any, does not count. */
  bit(round: number, what: string, count: number): void;
}

interface Described {
  /** F1–F28 of the guarantees. */
  readonly id: string;
  /** What happens, in a few words. */
  readonly what: string;
  /** How often it strikes when nobody says. */
  readonly rounds: number;
  /** Dead letters that it leaves on purpose. */
  readonly deadLetters?: number;
  /** How long the system may take to come to rest afterwards; 90 s when left out. */
  readonly restMs?: number;
}

/** One way in which things go wrong. `strike` runs while clients write; afterwards everything is healed, comes to rest and is judged. */
export type Fault =
  | (Described & { readonly on: 'any'; strike(stage: Stage): Promise<void> })
  | (Described & { readonly on: 'real' | 'cluster' | 'whole'; strike(stage: Stage<RealHouse>): Promise<void> });
