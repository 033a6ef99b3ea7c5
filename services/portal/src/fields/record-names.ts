import { NameService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';
import type { RecordName } from '../nouns/noun.js';

const calls = callsOf(NameService);
/** Names that are asked for within so short a time go in one call. */
const gatherMs = 20;
const mostInOneCall = 200;

interface Asked {
  readonly ref: RecordName;
  readonly told: PromiseWithResolvers<string | null>;
}

let waiting: Asked[] = [];

/** What people and companies are called, many in one call; nothing of those that are gone or may not be seen. */
export function recordName(ref: RecordName): Promise<string | null> {
  const told = Promise.withResolvers<string | null>();
  waiting.push({ ref, told });
  if (waiting.length === 1) window.setTimeout(askAll, gatherMs);
  return told.promise;
}

function askAll(): void {
  const asked = waiting;
  waiting = [];
  for (let from = 0; from < asked.length; from += mostInOneCall) void ask(asked.slice(from, from + mostInOneCall));
}

async function ask(asked: readonly Asked[]): Promise<void> {
  try {
    const { names } = await calls.nameRecords({ refs: asked.map(({ ref: { noun, id } }) => ({ noun, id })) });
    const known = new Map(names.map(({ noun, id, name }) => [`${noun}/${id}`, name]));
    for (const { ref, told } of asked) told.resolve(known.get(`${ref.noun}/${ref.id}`) ?? null);
  } catch (error) {
    for (const { told } of asked) told.reject(error);
  }
}
