import { parseArgs } from 'node:util';
import type { DeadLetter, DeadLetters, LetterFilter } from './dead-letters.js';

const usage = `npm run dlq -- list [--consumer NAME] [--type NAME] [--tenant NAME]
npm run dlq -- show ID
npm run dlq -- replay ID
npm run dlq -- replay --all [--consumer NAME] [--type NAME] [--tenant NAME]
npm run dlq -- drop ID`;

/** Runs `npm run dlq` with these words over the letters of an installation. Gives the exit code: 0, 1 when there is no such letter, 2 when it was not understood. */
export async function runDlq(words: readonly string[], letters: DeadLetters, print: (line: string) => void): Promise<number> {
  const asked = understand(words);
  if (!asked) {
    print(usage);
    return 2;
  }
  const { verb, id, filter } = asked;
  if (verb === 'list') return list(letters, filter, print);
  if (verb === 'replay' && id === undefined) return replayAll(letters, filter, print);
  const found = verb === 'show' ? await show(letters, id!, print) : verb === 'replay' ? await letters.replay(id!) : await letters.drop(id!);
  if (!found) print(`there is no dead letter ${id}`);
  else if (verb !== 'show') print(verb === 'replay' ? `${id} was handed to its consumer again` : `${id} was thrown away`);
  return found ? 0 : 1;
}

interface Asked {
  readonly verb: 'list' | 'show' | 'replay' | 'drop';
  readonly id: string | undefined;
  readonly filter: LetterFilter;
}

function understand(words: readonly string[]): Asked | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { consumer: text, type: text, tenant: text, all: { type: 'boolean' } },
    });
    const [verb, id, ...more] = positionals;
    const { all, ...filter } = values;
    const named = id !== undefined && !all && more.length === 0;
    const fits =
      verb === 'list' ? id === undefined : verb === 'replay' ? named || (all === true && id === undefined) : (verb === 'show' || verb === 'drop') && named;
    return fits ? { verb: verb as Asked['verb'], id, filter } : undefined;
  } catch {
    return undefined;
  }
}

async function list(letters: DeadLetters, filter: LetterFilter, print: (line: string) => void): Promise<number> {
  let count = 0;
  for await (const { id, at, consumer, tenant, aggregate, reason } of letters.list(filter)) {
    print([id, at.toISOString(), consumer, tenant, aggregate, reason].join('  '));
    count += 1;
  }
  print(count === 0 ? 'no dead letters' : `${count} dead letter${count === 1 ? '' : 's'}`);
  return 0;
}

async function show(letters: DeadLetters, id: string, print: (line: string) => void): Promise<boolean> {
  const letter = await letters.find(id);
  if (letter) for (const [name, value] of Object.entries(shown(letter))) print(`${name.padEnd(10)} ${value}`);
  return letter !== undefined;
}

function shown(letter: DeadLetter): Record<string, string> {
  return Object.fromEntries(Object.entries(letter).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : String(value)]));
}

async function replayAll(letters: DeadLetters, filter: LetterFilter, print: (line: string) => void): Promise<number> {
  const count = await letters.replayAll(filter);
  print(`${count} dead letter${count === 1 ? ' was' : 's were'} handed to consumers again`);
  return 0;
}
