import { callWith, type CallContext } from '@rapport/kernel';
import type { Tx } from '../work/tx.js';
import type { UnitOfWork } from '../work/unit-of-work.js';

/** Records of one unit of work: what people do meanwhile waits for its locks, on the embedded database for all of it. */
const portion = 10;

/**
 * Runs a command on many records in several units of work, so that people get their turn between two of them. Each keeps its own part of the answer under the command's key:
 * who repeats the command is given what was done before, and the rest is done.
 */
export async function inPortions<Item, Result>(
  work: UnitOfWork,
  call: CallContext,
  items: readonly Item[],
  one: (tx: Tx, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const replayed: boolean[] = [];
  do {
    await call.giveWay?.();
    const part = partOf(call, results.length);
    const next = items.slice(results.length, results.length + portion);
    const answer = await work.run(part, async (tx) => {
      const done: Result[] = [];
      for (const item of next) done.push(await one(tx, item));
      return { results: done };
    });
    results.push(...answer.results);
    replayed.push(part.notes.replayed ?? false);
    if (part.notes.created) call.notes.created = true;
  } while (results.length < items.length);
  if (replayed.every(Boolean)) call.notes.replayed = true;
  return results;
}

/** The same call for the records from here on, under a key of its own. Of the first it is the caller's, under which earlier versions kept the whole answer. */
function partOf(call: CallContext, from: number): CallContext {
  const { command } = call;
  const key = command && { ...command, key: from === 0 ? command.key : `${command.key}\n${from}` };
  return callWith(call, { notes: {}, command: key });
}
