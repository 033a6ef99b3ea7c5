import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContactCreatedSchema } from '@rapport/contracts';
import { silentLog, SystemClock, UuidIds } from '@rapport/kernel';
import { Relay, schemaOf, UnitOfWork, type AnswerSealer } from '@rapport/persistence';
import { callOf, databaseKinds, openTestDatabase, type TestDatabase } from '@rapport/testing';
import type { Broker, Delivery } from '../broker/broker.js';
import { deadStream, type StreamSpec } from '../broker/stream-layout.js';
import { InProcessBroker } from '../in-process/in-process.broker.js';
import { NatsBroker } from '../nats/nats.broker.js';
import { eventOf } from './event-headers.js';
import { OutboxPublisher } from './outbox.publisher.js';
import { OutboxRefill } from './outbox.refill.js';

const never: AnswerSealer = { seal: async (_, bytes) => bytes, open: async (_, bytes) => bytes };
const natsUrl = process.env['NATS_URL'];
const kinds = databaseKinds.flatMap((database) => ['in-process', ...(natsUrl ? ['NATS'] : [])].map((broker) => ({ database, broker })));
const type = ContactCreatedSchema.typeName;

describe.each(kinds)('an outbox whose broker was lost, on the $database database and the $broker broker', ({ database, broker: kind }) => {
  const place = `refill${randomUUID().slice(0, 8)}`;
  const streams: readonly StreamSpec[] = [{ name: `EVENTS_${place}`, subjects: [`event.rapport.${place}.>`], keepMs: 3_600_000 }, deadStream];
  const subject = `event.${type.replace('accounts', place)}`;
  const folder = mkdtempSync(join(tmpdir(), 'rapport-refill-'));
  const [names, clock] = [schemaOf('accounts'), new SystemClock()];
  let db: TestDatabase;
  let work: UnitOfWork;
  let broker: Broker;
  let relay: Relay;
  let refill: OutboxRefill;
  let consumer = '';
  let handled: string[] = [];
  let delivered: string[] = [];
  let published = 0;

  beforeAll(async () => {
    db = await openTestDatabase(database, { services: { accounts: undefined } });
    work = new UnitOfWork({ db, names, clock, ids: new UuidIds(), sealer: never });
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    [consumer, handled, delivered, published] = [`c${randomUUID().slice(0, 8)}`, [], [], 0];
    await open();
  });
  afterEach(async () => {
    await close();
    await lose();
  });

  const open = async () => {
    broker =
      kind === 'NATS'
        ? await NatsBroker.open({ url: natsUrl!, name: 'refill', streams, log: silentLog })
        : new InProcessBroker({ file: join(folder, 'broker.sqlite'), streams });
    relay = new Relay({ db, names, log: silentLog, restMs: 50, publisher: { publish }, inDatabase: (began) => refill.inDatabase(began) });
    refill = new OutboxRefill({ background: { db, names }, broker, subject, clock, log: silentLog });
    relay.start();
    refill.start();
  };
  const close = async () => {
    await refill.stop();
    await relay.stop();
    await broker.drain(1000);
  };
  const publish: Relay['settings']['publisher']['publish'] = async (event) => {
    await new OutboxPublisher(broker, 'accounts').publish({ ...event, type: event.type.replace('accounts', place) });
    published += 1;
  };
  /** The disk of the broker is gone: with the file, or the stream. */
  const lose = async () => {
    if (kind !== 'NATS') return ['', '-wal', '-shm'].forEach((end) => rmSync(join(folder, `broker.sqlite${end}`), { force: true }));
    const connection = await connect({ servers: natsUrl! });
    await (await jetstreamManager(connection)).streams.delete(streams[0]!.name);
    await connection.close();
  };
  const listen = () =>
    broker.consume({ name: consumer, subject, window: 8, ackWaitMs: 5000 }, async (delivery: Delivery) => {
      const event = { ...eventOf(delivery), type };
      delivered.push(event.aggregateid);
      await work.handle(callOf(), event, { name: `accounts.${consumer}`, hears: [type] }, async () => void handled.push(event.aggregateid));
      return { kind: 'done' };
    });
  const say = async () => {
    const contactId = randomUUID();
    await work.run(callOf(), async (tx) => tx.say(ContactCreatedSchema, { contactId, source: 'spec' }));
    return contactId;
  };
  const until = async (happened: () => boolean) => {
    for (const end = Date.now() + 25_000; !happened() && Date.now() < end;) await pause(20);
    expect(happened()).toBe(true);
  };

  it('is published again at the next start: what was handled stays so, what was lost unheard is handled', async () => {
    const closing = await listen();
    const heard = await say();
    await until(() => handled.includes(heard));
    await closing();
    const unheard = await say();
    await until(() => published >= 2);
    await close();
    await lose();
    await open();
    await listen();
    await until(() => handled.includes(unheard) && delivered.filter((id) => id === heard).length === 2);
    expect(handled.filter((id) => id === heard)).toEqual([heard]);
  }, 30_000);

  it('is left alone when the broker is the same as before', async () => {
    await say();
    await until(() => published >= 1);
    await pause(300);
    await close();
    const before = published;
    await open();
    await pause(400);
    expect(published).toBe(before);
  }, 30_000);

  it('gives a database that came back from a backup the effects that it forgot, and none of what it never said', async () => {
    const closing = await listen();
    const [heard, waited] = [await say(), await say()];
    await until(() => handled.includes(heard) && handled.includes(waited));
    await closing();
    const undone = await say();
    const waits = () => db.asOwner('select from accounts.outbox where aggregateid = $1 and published_at is null', [undone]);
    while ((await waits()).length > 0) await pause(20);
    await relay.stop();
    await db.asOwner('delete from accounts.outbox where aggregateid = $1', [undone]);
    await db.asOwner('delete from accounts.inbox_gate where aggregateid = any($1)', [[heard, waited]]);
    // In the backup it was not yet with the broker.
    await db.asOwner('update accounts.outbox set published_at = null where aggregateid = $1', [waited]);
    await db.asOwner('delete from accounts.inbox where consumer = $1', [`accounts.${consumer}`]);
    handled = [];
    await refill.inDatabase('when the backup was restored');
    relay.start();
    await listen();
    await until(() => delivered.includes(undone) && handled.includes(heard) && handled.includes(waited));
    await pause(200);
    expect(handled.toSorted()).toEqual([heard, waited].toSorted());
  }, 30_000);

  if (kind === 'NATS')
    it('is published again while everybody runs, once the stream was made anew', async () => {
      await listen();
      const heard = await say();
      await until(() => handled.includes(heard));
      await lose();
      await until(() => delivered.filter((id) => id === heard).length === 2);
      expect(handled.filter((id) => id === heard)).toEqual([heard]);
    }, 30_000);
});
