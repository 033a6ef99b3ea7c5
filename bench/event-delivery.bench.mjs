import { UuidIds } from '@rapport/kernel';
import { eventOf, OutboxPublisher } from '@rapport/messaging';
import pg from 'pg';
import { openBrokers, subject } from './brokers.mjs';
import { callBy } from './house.mjs';
import { openQuiet } from './outbox.mjs';
import { inTurns } from './pace.mjs';
import { Recorder } from './recorded.mjs';
import { inSchema, recordingOf, replayed } from './replayed.mjs';
import { freshPlace } from './stage.mjs';
import { median } from './statistics.mjs';

const delivered = 4000;
const handled = 1000;
const atOnce = 8;
const party = 16;
const ids = new UuidIds();
const type = subject.replace('event.', '');
const consumer = { name: 'accounts.bench', hears: [type] };

/**
 * Events from the broker to whoever listens: carried only, against a bare consumer that acknowledges; and handled in one transaction each with the inbox row,
 * or many together in one, against a bare consumer that sends the same statements by bare `pg`.
 * @type {import('./run.mjs').Bench}
 */
export async function eventDelivery({ say, rounds }) {
  const place = await freshPlace({ broker: false });
  const quiet = await openQuiet(place);
  const brokers = await openBrokers();
  const pool = new pg.Pool({ ...place.database, max: atOnce });
  try {
    const carried = await inTurns({
      rounds,
      say: (words) => say(`carried, ${words}`),
      ours: () => carry(brokers, 'carried', delivered, 256, async () => undefined),
      floor: () => carryBarely(brokers, delivered, async () => undefined),
    });
    /** @param {import('@rapport/messaging').Delivery} delivery */
    const handle = async (delivery) => {
      const result = await quiet.work.handle(callBy(), eventOf(delivery), consumer, async () => undefined);
      if (result !== 'done') throw new Error(`An event was ${result}`);
    };
    const recording = await recordHandling(brokers, handle);
    const inTransactions = await inTurns({
      rounds,
      say: (words) => say(`handled, ${words}`),
      ours: () => carry(brokers, 'handled', handled, atOnce, handle),
      floor: () => carryBarely(brokers, handled, () => sendBarely(pool, recording)),
    });
    const together = await inTurns({
      rounds,
      say: (words) => say(`handled together, ${words}`),
      ours: () => carry(brokers, 'together', handled, atOnce * party, inParties(quiet.work)),
      floor: () => carryBarely(brokers, handled, () => sendBarely(pool, recording)),
    });
    return [
      { id: 'event-handling-together', unit: 'events/s', ours: median(together.ours), floor: median(together.floor), goal: {} },
      { id: 'event-delivery', unit: 'events/s', ours: median(carried.ours), floor: median(carried.floor), goal: {} },
      { id: 'event-handling', unit: 'events/s', ours: median(inTransactions.ours), floor: median(inTransactions.floor), goal: {} },
    ];
  } finally {
    await pool.end();
    await brokers.close();
    await quiet.close();
    await place.remove();
  }
}

/** As `EarRunner` does under load: so many in one transaction. @param {import('@rapport/persistence').UnitOfWork} work */
function inParties(work) {
  /** @type {{ event: import('@rapport/persistence').OutboxEvent, done: (result: unknown) => void }[]} */
  const line = [];
  const handleNext = async () => {
    const next = line.splice(0, party);
    const handlings = next.map(({ event }) => ({
      event,
      within: (/** @type {(call: any) => Promise<void>} */ go) => go(callBy()),
      body: async () => undefined,
    }));
    const results = next.length > 0 ? await work.handleTogether(callBy(), handlings, consumer) : [];
    next.forEach(({ done }, at) => done(results[at]));
  };
  return async (/** @type {import('@rapport/messaging').Delivery} */ delivery) => {
    const { promise, resolve } = Promise.withResolvers();
    line.push({ event: eventOf(delivery), done: resolve });
    setImmediate(() => void handleNext());
    if ((await promise) !== 'done') throw new Error('An event was not handled');
  };
}

let consumers = 0;

/** Publishes so many events and measures how fast they are consumed. @param {import('./brokers.mjs').Brokers} brokers @param {string} name @param {number} count @param {number} window @param {(delivery: import('@rapport/messaging').Delivery) => Promise<void>} handle */
async function carry({ broker }, name, count, window, handle) {
  const own = `${subject}${(consumers += 1)}`;
  const publisher = new OutboxPublisher(broker, 'accounts');
  for (let done = 0; done < count; done += 500) {
    await Promise.all(Array.from({ length: Math.min(500, count - done) }, () => publisher.publish({ ...eventLike(), type: own.replace('event.', '') })));
  }
  const began = performance.now();
  const all = Promise.withResolvers();
  let done = 0;
  const closing = await broker.consume({ name: `bench-${name}-${process.pid}-${consumers}`, subject: own, window, ackWaitMs: 30_000 }, async (delivery) => {
    await handle({ ...delivery, headers: { ...delivery.headers, 'rapport-type': type } }).catch(all.reject);
    if ((done += 1) === count) all.resolve(undefined);
    return { kind: 'done' };
  });
  await all.promise;
  const perSecond = (count / (performance.now() - began)) * 1000;
  await closing();
  return perSecond;
}

/** @param {import('./brokers.mjs').Brokers} brokers @param {number} count @param {() => Promise<void>} handle */
async function carryBarely({ bare }, count, handle) {
  const { payload: data } = eventLike();
  await bare.publish(Array.from({ length: count }, () => ({ id: ids.next(), data })));
  const began = performance.now();
  await bare.consume(count, handle);
  return (count / (performance.now() - began)) * 1000;
}

/** What handling one event sends to the database. @param {import('./brokers.mjs').Brokers} brokers @param {(delivery: import('@rapport/messaging').Delivery) => Promise<void>} handle */
async function recordHandling(brokers, handle) {
  const recorder = new Recorder();
  recorder.start();
  await carry(brokers, 'recorded', 1, 1, handle).finally(() => recorder.stop());
  const [statements = []] = recorder.transactionsWith('enter_inbox(');
  return inSchema(recordingOf(statements, []), 'accounts', 'bench_floor');
}

/** @param {pg.Pool} pool @param {import('./replayed.mjs').Recording} recording */
async function sendBarely(pool, recording) {
  const client = await pool.connect();
  for (const { text, values } of replayed(recording)) await client.query(text, values);
  client.release();
}

/** @returns {import('@rapport/persistence').OutboxEvent} */
const eventLike = () => ({
  id: ids.next(),
  tenant: /** @type {any} */ ('acme'),
  aggregatetype: 'contact',
  aggregateid: ids.next(),
  type,
  payload: new Uint8Array(110),
  version: 1n,
  heads: {},
  by: 'bench',
  occurredAt: new Date(),
});
