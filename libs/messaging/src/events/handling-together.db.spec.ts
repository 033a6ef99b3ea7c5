import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContactCreatedSchema, events } from '@rapport/contracts';
import { silentLog, SystemClock, UuidIds } from '@rapport/kernel';
import { Relay, schemaOf, UnitOfWork, type AnswerSealer, type Tx } from '@rapport/persistence';
import { callOf, databaseKinds, openTestDatabase, type TestDatabase } from '@rapport/testing';
import { streamsOf } from '../broker/stream-layout.js';
import { InProcessBroker } from '../in-process/in-process.broker.js';
import { SignedAuthority } from '../serving/signed-authority.js';
import { EarRunner } from './ear.runner.js';
import { On, type Said } from './on.decorator.js';
import { OutboxPublisher } from './outbox.publisher.js';

const never: AnswerSealer = { seal: async (_, bytes) => bytes, open: async (_, bytes) => bytes };
let poisonous: ReadonlySet<string> = new Set();

class OnContacts {
  @On(ContactCreatedSchema)
  async created(tx: Tx, { contactId }: Said<typeof ContactCreatedSchema>) {
    await tx.sql
      .insertInto('heard')
      .values({ tenant_id: tx.call.tenant, id: contactId, cause: tx.cause?.eventId ?? '', trace: tx.call.trace.traceparent?.slice(3, 35) ?? '' })
      .execute();
    if (poisonous.has(contactId)) throw new TypeError('cannot');
  }
}

describe.each(databaseKinds)('many events at once, on the %s database', (kind) => {
  let db: TestDatabase;
  let work: UnitOfWork;
  let relay: Relay;
  let broker: InProcessBroker;
  let runner: EarRunner;
  const [names, clock] = [schemaOf('accounts'), new SystemClock()];

  beforeAll(async () => {
    db = await openTestDatabase(kind, { services: { accounts: undefined } });
    await db.asOwner(`create table accounts.heard (tenant_id text not null, id text not null, cause text not null, trace text not null, xid bigint not null default txid_current(), primary key (tenant_id, id));
      alter table accounts.heard enable row level security, force row level security;
      create policy tenant on accounts.heard using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
      grant all on accounts.heard to rapport_accounts;`);
    work = new UnitOfWork({ db, names, clock, ids: new UuidIds(), sealer: never });
  });
  afterAll(() => db.close());
  beforeEach(() => {
    broker = new InProcessBroker({ file: ':memory:', streams: streamsOf(events) });
    relay = new Relay({ db, names, publisher: new OutboxPublisher(broker, 'accounts'), log: silentLog });
    const settings = {
      service: 'accounts',
      broker,
      work,
      background: { db, names },
      clock,
      authority: new SignedAuthority(new Uint8Array(32)),
      log: silentLog,
    };
    runner = new EarRunner({ ...settings, atOnce: 2, patience: { attempts: 1, pausesMs: [] } });
  });
  afterEach(async () => {
    await runner.close();
    await broker.drain(1000);
  });

  const create = async (count: number, tenant: string) => {
    const ids = Array.from({ length: count }, () => randomUUID());
    await work.run(callOf({ tenant }), async (tx) => ids.forEach((contactId) => tx.say(ContactCreatedSchema, { contactId, source: 'spec' })));
    return ids;
  };
  const heard = async (ids: readonly string[]) => db.asOwner('select tenant_id, id, cause, trace, xid from accounts.heard where id = any($1)', [ids]);
  const until = async (ids: readonly string[]) => {
    for (const end = Date.now() + 10_000; (await heard(ids)).length < ids.length && Date.now() < end;) await pause(20);
    return heard(ids);
  };

  it('share transactions, each tenant its own, each event for its own cause', async () => {
    const [acme, globex] = [await create(40, 'acme'), await create(10, 'globex')];
    while (await relay.step());
    await runner.start([new OnContacts()]);
    const rows = await until([...acme, ...globex]);
    expect(rows).toHaveLength(50);
    expect(new Set(rows.map(({ cause }) => cause)).size).toBe(50);
    expect(new Set(rows.map(({ xid }) => xid)).size).toBeLessThan(25);
    for (const { id, tenant_id } of rows) expect(tenant_id).toBe((acme as readonly unknown[]).includes(id) ? 'acme' : 'globex');
  });

  it('are handled one by one when one of them fails, and only that one is given up', async () => {
    const ids = await create(30, 'acme');
    poisonous = new Set([ids[7]!, ids[20]!]);
    while (await relay.step());
    await runner.start([new OnContacts()]);
    const good = ids.filter((id) => !poisonous.has(id));
    expect(await until(good)).toHaveLength(28);
    await pause(100);
    expect(await heard([...poisonous])).toEqual([]);
    expect(await db.asOwner('select 1 from accounts.inbox_gate where aggregateid = any($1)', [[...poisonous]])).toEqual([]);
  });
});
