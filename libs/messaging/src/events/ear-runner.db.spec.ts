import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContactCreatedSchema, ContactUpdatedSchema, events } from '@rapport/contracts';
import { silentLog, SystemClock, UuidIds } from '@rapport/kernel';
import { Relay, schemaOf, UnitOfWork, type AnswerSealer, type OutboxEvent, type Tx } from '@rapport/persistence';
import { callOf, databaseKinds, openTestDatabase, type TestDatabase } from '@rapport/testing';
import { streamsOf } from '../broker/stream-layout.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { InProcessBroker } from '../in-process/in-process.broker.js';
import { SignedAuthority } from '../serving/signed-authority.js';
import { EarRunner } from './ear.runner.js';
import { On, type Said } from './on.decorator.js';
import { OutboxPublisher } from './outbox.publisher.js';

const sealer: AnswerSealer = { seal: async (_, bytes) => bytes, open: async (_, bytes) => bytes };
let poisonous: string | undefined;

class OnContacts {
  @On(ContactCreatedSchema)
  async created(tx: Tx, { contactId }: Said<typeof ContactCreatedSchema>) {
    await this.note(tx, contactId, 'created');
    if (contactId === poisonous) throw new TypeError('cannot');
  }

  @On(ContactUpdatedSchema)
  async updated(tx: Tx, { contactId, fields }: Said<typeof ContactUpdatedSchema>) {
    await this.note(tx, contactId, `updated ${fields.join()}`);
  }

  private async note(tx: Tx, id: string, what: string) {
    await tx.sql.insertInto('heard').values({ tenant_id: tx.call.tenant, id, what, by: tx.call.principal.id, cause: tx.cause?.eventId }).execute();
  }
}

class AlsoOnContacts {
  @On(ContactCreatedSchema)
  async created() {}
}

class OnContactsForJourneys {
  @On(ContactCreatedSchema, { as: 'journeys' })
  async created() {}
}

describe.each(databaseKinds)('listening to events, on the %s database', (kind) => {
  let db: TestDatabase;
  let work: UnitOfWork;
  let relay: Relay;
  let broker: InProcessBroker;
  let runner: EarRunner;
  const names = schemaOf('accounts');
  const clock = new SystemClock();
  const authority = new SignedAuthority(new Uint8Array(32));

  beforeAll(async () => {
    db = await openTestDatabase(kind, { services: { accounts: undefined } });
    await db.asOwner(`create table accounts.heard (seq bigserial primary key, tenant_id text not null, id text not null, what text not null, by text not null, cause text);
      alter table accounts.heard enable row level security, force row level security;
      create policy tenant on accounts.heard using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
      grant all on accounts.heard to rapport_accounts; grant all on all sequences in schema accounts to rapport_accounts;`);
    work = new UnitOfWork({ db, names, clock, ids: new UuidIds(), sealer });
  });
  afterAll(() => db.close());

  beforeEach(async () => {
    poisonous = undefined;
    broker = new InProcessBroker({ file: ':memory:', streams: streamsOf(events) });
    relay = new Relay({ db, names, publisher: new OutboxPublisher(broker, 'accounts'), log: silentLog });
    runner = newRunner();
    await runner.start([new OnContacts()]);
  });
  afterEach(async () => {
    await runner.close();
    await broker.drain(1000);
  });

  const newRunner = () =>
    new EarRunner({
      service: 'accounts',
      broker,
      work,
      background: { db, names },
      clock,
      authority,
      log: silentLog,
      patience: { attempts: 2, pausesMs: [30] },
    });
  const heard = async (id: string) =>
    (await db.asOwner('select what, by, cause, tenant_id from accounts.heard where id = $1 order by seq', [id])) as {
      what: string;
      by: string;
      cause: string;
      tenant_id: string;
    }[];
  const words = async (id: string) => (await heard(id)).map(({ what }) => what);
  const until = async (happened: () => Promise<boolean>, ms = 8000) => {
    for (const end = Date.now() + ms; !(await happened()) && Date.now() < end;) await pause(20);
    expect(await happened()).toBe(true);
  };
  /** Says that a contact was created and then changed, and gives the events as the outbox keeps them, unpublished. */
  const sayHistory = async (id: string, fields: readonly string[]): Promise<OutboxEvent[]> => {
    await work.run(callOf(), async (tx) => {
      tx.say(ContactCreatedSchema, { contactId: id, source: 'spec' });
      for (const field of fields) tx.say(ContactUpdatedSchema, { contactId: id, fields: [field] });
    });
    const caught: OutboxEvent[] = [];
    await new Relay({ db, names, publisher: { publish: async (event) => void caught.push(event) }, log: silentLog }).step();
    return caught.filter(({ aggregateid }) => aggregateid === id);
  };
  const publish = (event: OutboxEvent) => new OutboxPublisher(broker, 'accounts').publish(event);

  it('brings what a unit of work said to the listener, in its tenant and for its cause', async () => {
    const id = randomUUID();
    await work.run(callOf({ tenant: 'globex' }), async (tx) => tx.say(ContactCreatedSchema, { contactId: id }, { owner: 'gleb', team: 'продажи/север' }));
    await relay.step();
    await until(async () => (await heard(id)).length === 1);
    expect(await heard(id)).toEqual([{ what: 'created', tenant_id: 'globex', by: 'accounts.on-contacts', cause: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
  });

  it('has its effect once, however often the event comes', async () => {
    const id = randomUUID();
    const [created] = await sayHistory(id, []);
    const again = (n: number) =>
      broker.publish({
        id: `${created!.id}~${n}`,
        subject: `event.${created!.type}`,
        data: created!.payload,
        headers: { ...headersOf(created!), 'rapport-id': created!.id },
      });
    await Promise.all([publish(created!), again(1), again(2), again(3)]);
    await until(async () => (await heard(id)).length >= 1);
    await pause(200);
    expect(await words(id)).toEqual(['created']);
  });

  it('keeps the order of an aggregate when its events come in another', async () => {
    const id = randomUUID();
    const [created, first, second, third] = await sayHistory(id, ['a', 'b', 'c']);
    for (const event of [third!, second!, first!]) await publish(event);
    await pause(150);
    expect(await words(id)).toEqual([]);
    await publish(created!);
    await until(async () => (await heard(id)).length === 4);
    expect(await words(id)).toEqual(['created', 'updated a', 'updated b', 'updated c']);
  });

  it('lets no poisonous event stop the others, and handles it once it is mended and replayed', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    poisonous = bad;
    const [badCreated] = await sayHistory(bad, []);
    const [goodCreated, goodUpdated] = await sayHistory(good, ['a']);
    for (const event of [badCreated!, goodCreated!, goodUpdated!]) await publish(event);
    await until(async () => (await heard(good)).length === 2);
    const letters = new DeadLetters(broker);
    const dead = () => all(letters.list({ consumer: 'accounts-ContactCreated' }));
    await until(async () => (await dead()).length === 1);
    expect(await dead()).toMatchObject([
      {
        eventId: badCreated!.id,
        reason: 'internal INTERNAL TypeError',
        attempts: 2,
        aggregate: `contact/${bad}`,
        tenant: 'acme',
        type: ContactCreatedSchema.typeName,
      },
    ]);
    expect(await words(bad)).toEqual([]);
    poisonous = undefined;
    expect(await letters.replayAll()).toBe(1);
    await until(async () => (await heard(bad)).length === 1);
    expect((await heard(bad))[0]!.cause).toBe(badCreated!.id);
    expect(await dead()).toEqual([]);
  });

  it('gives back what waits for its turn when the process ends, without a fault', async () => {
    const id = randomUUID();
    const [created, updated] = await sayHistory(id, ['a']);
    await publish(updated!);
    await pause(100);
    const began = Date.now();
    await runner.close();
    expect(Date.now() - began).toBeLessThan(1000);
    runner = newRunner();
    await runner.start([new OnContacts()]);
    await publish(created!);
    await until(async () => (await heard(id)).length === 2);
    expect(await words(id)).toEqual(['created', 'updated a']);
  });

  it('refuses two listeners of one event that nothing tells apart', async () => {
    const other = newRunner();
    await expect(other.start([new OnContacts(), new AlsoOnContacts()])).rejects.toThrow(
      `two methods of accounts listen to ${ContactCreatedSchema.typeName}: tell one apart`,
    );
    await other.start([new OnContactsForJourneys()]);
    await other.close();
  });
});

function headersOf(event: OutboxEvent) {
  return {
    'rapport-type': event.type,
    'rapport-tenant': event.tenant,
    'rapport-aggregate': `${event.aggregatetype}/${event.aggregateid}`,
    'rapport-version': String(event.version),
    'rapport-heads': JSON.stringify(event.heads),
    'rapport-at': event.occurredAt.toISOString(),
    'rapport-by': event.by,
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
