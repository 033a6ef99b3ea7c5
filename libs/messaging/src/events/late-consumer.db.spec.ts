import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContactCreatedSchema, ContactUpdatedSchema, events } from '@rapport/contracts';
import { FixedClock, silentLog, UuidIds, type UserId } from '@rapport/kernel';
import { Relay, schemaOf, UnitOfWork, type AnswerSealer, type OutboxEvent, type Tx } from '@rapport/persistence';
import { callOf, databaseKinds, openTestDatabase, type TestDatabase } from '@rapport/testing';
import type { Broker } from '../broker/broker.js';
import { streamsOf } from '../broker/stream-layout.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { InProcessBroker } from '../in-process/in-process.broker.js';
import { NatsBroker } from '../nats/nats.broker.js';
import { SignedAuthority } from '../serving/signed-authority.js';
import { EarRunner } from './ear.runner.js';
import { On, type Said } from './on.decorator.js';
import { OutboxPublisher } from './outbox.publisher.js';

const never: AnswerSealer = { seal: async (_, bytes) => bytes, open: async (_, bytes) => bytes };
const natsUrl = process.env['NATS_URL'];
const dayMs = 86_400_000;

class LateListener {
  constructor(
    private readonly heard: string[],
    private readonly poison?: string,
  ) {}

  @On(ContactCreatedSchema)
  async created(_: Tx, { contactId }: Said<typeof ContactCreatedSchema>) {
    this.heard.push(`${contactId} created`);
  }

  @On(ContactUpdatedSchema)
  async updated(_: Tx, { contactId, fields }: Said<typeof ContactUpdatedSchema>) {
    if (fields[0] === this.poison) throw new TypeError('cannot');
    this.heard.push(`${contactId} ${fields[0]}`);
  }
}

const kinds = databaseKinds.flatMap((database) => ['in-process', ...(natsUrl ? ['NATS'] : [])].map((broker) => ({ database, broker })));

describe.each(kinds)('a consumer that comes late, on the $database database and the $broker broker', ({ database, broker: kind }) => {
  let db: TestDatabase;
  let broker: Broker;
  let runner: EarRunner;
  let work: UnitOfWork;
  let clock: FixedClock;
  const names = schemaOf('accounts');
  const services = { accounts: undefined };
  let service = '';
  let by = '';

  beforeAll(async () => {
    db = await openTestDatabase(database, { services });
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    [service, by] = [`accounts${randomUUID().slice(0, 8)}`, randomUUID()];
    clock = new FixedClock(new Date());
    work = new UnitOfWork({ db, names, clock, ids: new UuidIds(), sealer: never });
    broker =
      kind === 'NATS'
        ? await NatsBroker.open({ url: natsUrl!, name: 'late', streams: streamsOf(events), log: silentLog })
        : new InProcessBroker({ file: ':memory:', streams: streamsOf(events) });
  });
  afterEach(async () => {
    await runner.close();
    if (kind === 'NATS') await tidy();
    await broker.drain(1000);
  });

  /** The streams are those of everybody who uses this server: nothing of ours stays. */
  const tidy = async () => {
    for await (const { headers, position } of broker.kept('event.rapport.accounts.>')) if (headers['rapport-by'] === by) await broker.discard(position);
    const connection = await connect({ servers: natsUrl! });
    const { consumers } = await jetstreamManager(connection);
    for (const event of [ContactCreatedSchema, ContactUpdatedSchema]) await consumers.delete('EVENTS_accounts', `${service}-${event.name}`);
    await connection.close();
  };

  const listen = async (listener: object) => {
    const settings = { service, broker, work, background: { db, names }, clock, authority: new SignedAuthority(new Uint8Array(32)), log: silentLog };
    runner = new EarRunner({ ...settings, patience: { attempts: 3, pausesMs: [30] } });
    await runner.start([listener]);
  };
  /** A contact created and changed twenty days ago, and changed twice since: only what is younger is still in the streams. */
  const history = async (id: string): Promise<readonly OutboxEvent[]> => {
    const say = (body: (tx: Tx) => void) => work.run(callOf({ principal: { ...callOf().principal, id: by as UserId } }), async (tx) => body(tx));
    clock.advance(-20 * dayMs);
    await say((tx) => tx.say(ContactCreatedSchema, { contactId: id, source: 'spec' }));
    await say((tx) => tx.say(ContactUpdatedSchema, { contactId: id, fields: ['old'] }));
    clock.advance(20 * dayMs);
    for (const field of ['a', 'b', 'c']) await say((tx) => tx.say(ContactUpdatedSchema, { contactId: id, fields: [field] }));
    const caught: OutboxEvent[] = [];
    await new Relay({ db, names, publisher: { publish: async (event) => void caught.push(event) }, log: silentLog }).step();
    return caught.filter(({ aggregateid }) => aggregateid === id);
  };
  const publish = (event: OutboxEvent) => new OutboxPublisher(broker, 'accounts').publish(event);
  const until = async (happened: () => boolean | Promise<boolean>) => {
    for (const end = Date.now() + 8000; !(await happened()) && Date.now() < end;) await pause(20);
    expect(await happened()).toBe(true);
  };

  it('hears what occurred since its beginning in order, without waiting for what nobody keeps any more', async () => {
    const [id, heard] = [randomUUID(), [] as string[]];
    const [, , a, b, c] = await history(id);
    for (const event of [c!, b!, a!]) await publish(event);
    await listen(new LateListener(heard));
    const mine = () => heard.filter((what) => what.startsWith(id));
    await until(() => mine().length === 3);
    expect(mine()).toEqual([`${id} a`, `${id} b`, `${id} c`]);
  });

  it('passes over what occurred before its beginning, though it is delivered, also after it was started again', async () => {
    const [id, heard] = [randomUUID(), [] as string[]];
    const [created, old, a] = await history(id);
    await listen(new LateListener(heard));
    await runner.close();
    clock.advance(2 * dayMs);
    await listen(new LateListener(heard));
    for (const event of [created!, old!, a!]) await publish(event);
    await until(() => heard.includes(`${id} a`));
    await pause(150);
    expect(heard.filter((what) => what.startsWith(id))).toEqual([`${id} a`]);
  });

  it('still waits for one that it gave up on, until that is replayed', async () => {
    const [id, heard] = [randomUUID(), [] as string[]];
    const [, , a, b] = await history(id);
    const letters = new DeadLetters(broker);
    await listen(new LateListener(heard, 'a'));
    for (const event of [a!, b!]) await publish(event);
    const buried = async () => {
      for await (const letter of letters.list({ consumer: `${service}-ContactUpdated` })) if (letter.aggregate === `contact/${id}`) return letter;
      return undefined;
    };
    await until(async () => (await buried()) !== undefined);
    await pause(300);
    expect(heard.filter((what) => what.startsWith(id))).toEqual([]);
    await runner.close();
    await listen(new LateListener(heard));
    expect(await letters.replay((await buried())!.id)).toBe(true);
    await until(() => heard.includes(`${id} b`));
    expect(heard.filter((what) => what.startsWith(id))).toEqual([`${id} a`, `${id} b`]);
  });
});
