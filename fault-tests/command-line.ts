import { parseArgs } from 'node:util';
import { Stop } from '../deploy/local/stop.mjs';
import type { Fault } from './fault.js';

/** What a person wants tried. */
export interface Wanted {
  readonly faults: readonly Fault[];
  readonly seed: number;
  /** For every fault; its own number when left out. */
  readonly rounds: number | undefined;
  /** On the embedded parts, also where the real ones can be had. */
  readonly embedded: boolean;
  /** The safeties to take away, and nothing else tried; nothing for a usual run. */
  readonly selfTest: readonly string[] | undefined;
  readonly help: boolean;
}

/** What the command takes. */
export const usage = `Kills, stops, cuts and empties what the product stands on while clients write, and holds what they were told against what is there.

  npm run test:faults                        every fault, after a short test of the tests
  npm run test:faults -- F1 F5               only these
  npm run test:faults -- --rounds 20         so often each
  npm run test:faults -- --seed 7            the same choices again
  npm run test:faults -- --self-test         takes every safety away in turn: each must be noticed
  npm run test:faults -- --self-test inbox   only this one
  npm run test:faults -- --embedded          on the embedded database and broker, as far as that goes
`;

/** Reads the command line; throws a sentence for what it does not understand. `safeties` are the names of those that can be taken away. */
export function parseCommand(args: readonly string[], known: readonly Fault[], safeties: readonly string[]): Wanted {
  const { values, positionals } = understood(args);
  const isSelfTest = values['self-test'] ?? false;
  const ids = known.map(({ id }) => id);
  const chosen = isSelfTest
    ? amongThem('safety', safeties, positionals)
    : amongThem(
        'fault',
        ids,
        positionals.map((id) => id.toUpperCase()),
      );
  return {
    faults: isSelfTest ? [] : known.filter(({ id }) => chosen.includes(id)),
    seed: wholeNumber('--seed', values.seed) ?? Math.floor(Date.now() / 1000) % 1_000_000,
    rounds: wholeNumber('--rounds', values.rounds),
    embedded: values.embedded ?? false,
    selfTest: isSelfTest ? chosen : undefined,
    help: values.help ?? false,
  };
}

/** Those that were named; all when none was. */
function amongThem(what: string, known: readonly string[], named: readonly string[]): readonly string[] {
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no ${what} “${unknown}”; there are ${known.join(', ')}.`, 2);
  return named.length > 0 ? named : known;
}

/** The command that does the very same again. */
export function repeatCommand(id: string, { seed, rounds, embedded }: { seed: number; rounds: number; embedded: boolean }): string {
  return `npm run test:faults -- ${id} --seed ${seed} --rounds ${rounds}${embedded ? ' --embedded' : ''}`;
}

function understood(args: readonly string[]) {
  const [text, flag] = [{ type: 'string' } as const, { type: 'boolean' } as const];
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { seed: text, rounds: text, embedded: flag, 'self-test': flag, help: flag } });
  } catch (thrown) {
    throw new Stop(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${usage}`, 2);
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Stop(`${name}: found “${text}”, expected a whole number from 1 to 9999999.`, 2);
  return Number(text);
}
