// A thread of its own, so that bare `pg` carries none of the product's instrumentation.
import { parentPort } from 'node:worker_threads';
import pg from 'pg';
import { each, forMs } from './pace.mjs';
import { replayed } from './replayed.mjs';

/**
 * @typedef {{ kind: 'replay', recordings: import('./replayed.mjs').Recording[], width: number, ms: number, most: number }} Replay transactions over so many connections for a while
 * @typedef {{ kind: 'ask', text: string, values: unknown[][] }} Ask one query with each list of values, one after another
 * @typedef {{ kind: 'script', texts: string[] }} Script statements once
 * @typedef {Replay | Ask | Script} Order
 */

/** @type {pg.Client[]} */
const clients = [];
/** @type {import('pg').ClientConfig} */
let database;

/** @param {number} width */
async function connect(width) {
  while (clients.length < width) {
    const client = new pg.Client(database);
    // A lost connection is told by the next query.
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
  }
}

/** @param {Replay} order */
async function replay({ recordings, width, ms, most }) {
  await connect(width);
  const waiting = Array.from({ length: most }, (_, at) => replayed(/** @type {any} */ (recordings[at % recordings.length])));
  const free = clients.slice(0, width);
  const { perSecond, times } = await forMs({ width, ms }, async () => {
    const client = /** @type {pg.Client} */ (free.pop());
    for (const { text, values } of waiting.pop() ?? []) await client.query(text, values);
    free.push(client);
  });
  if (waiting.length === 0) throw new Error('The floor is faster than was prepared for');
  return { perSecond, times };
}

/** @param {Ask} order */
async function ask({ text, values }) {
  await connect(1);
  return { times: await each(values, (one) => /** @type {pg.Client} */ (clients[0]).query(text, one)) };
}

/** @param {Script} order */
async function script({ texts }) {
  await connect(1);
  for (const text of texts) await clients[0]?.query(text);
  return {};
}

parentPort?.on('message', async (/** @type {Order | { kind: 'open', database: import('pg').ClientConfig } | { kind: 'close' }} */ order) => {
  try {
    if (order.kind === 'open') ({ database } = order);
    if (order.kind === 'close') await Promise.all(clients.splice(0).map((client) => client.end()));
    parentPort?.postMessage({
      answer: order.kind === 'replay' ? await replay(order) : order.kind === 'ask' ? await ask(order) : order.kind === 'script' ? await script(order) : {},
    });
  } catch (thrown) {
    parentPort?.postMessage({ failure: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
