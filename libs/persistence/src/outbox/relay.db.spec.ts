import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContactUpdatedSchema } from '@rapport/contracts';
import { silentLog } from '@rapport/kernel';
import { callOf, databaseKinds, until, type TestDatabase } from '@rapport/testing';
import { Relay, replayOutbox, Sweeper, type EventPublisher, type OutboxEvent, type UnitOfWork } from '../index.js';
import { openWork, type OpenedWork } from '../work/work.fixture.js';

class Collected implements EventPublisher {
  readonly events: OutboxEvent[] = [];
  refuse: (event: OutboxEvent) => boolean = () => false;

  async publish(event: OutboxEvent): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    if (this.refuse(event)) throw new Error('the broker is away');
    this.events.push(event);
  }

  versionsOf(aggregate: string): number[] {
    return this.events.filter((event) => event.aggregateid === aggregate).map((event) => Number(event.version));
  }
}

describe.each(databaseKinds)('Relay on the %s database', (kind) => {
  let opened: OpenedWork;
  let db: TestDatabase;
  let work: UnitOfWork;

  beforeAll(async () => {
    opened = await openWork(kind);
    ({ db, work } = opened);
  });
  afterAll(() => db.close());

  const relayTo = (publisher: EventPublisher, more: { restMs?: number; claimMs?: number; batch?: number } = {}) =>
    new Relay({ ...opened, publisher, log: silentLog, ...more });
  const say = (contactId: string, times = 1, tenant = 'acme') =>
    work.run(callOf({ tenant }), async (tx) => {
      for (let i = 0; i < times; i++) tx.say(ContactUpdatedSchema, { contactId }, { owner: 'sofia', team: 'north' });
    });
  const drain = async (relay: Relay) => {
    while (await relay.step());
  };

  it('publishes what was committed, of every tenant, once, with all it needs to travel', async () => {
    const broker = new Collected();
    const [a, b] = [randomUUID(), randomUUID()];
    await say(a, 3);
    await say(b, 1, 'globex');
    const relay = relayTo(broker);
    await drain(relay);
    await drain(relay);
    expect(broker.versionsOf(a)).toEqual([1, 2, 3]);
    expect(broker.events.find((event) => event.aggregateid === b)).toMatchObject({
      tenant: 'globex',
      aggregatetype: 'contact',
      type: 'rapport.accounts.v1.ContactUpdated',
      version: 1n,
      heads: {},
      owner: 'sofia',
      team: 'north',
      by: 'sofia',
      occurredAt: expect.any(Date),
      traceparent: expect.stringMatching(/^00-/),
    });
    expect(await relay.lag()).toEqual({ waiting: 0, oldestMs: 0 });
  });

  it('keeps the order of each aggregate, with many relays at once', async () => {
    const broker = new Collected();
    const ids = Array.from({ length: 5 }, () => randomUUID());
    await Promise.all(ids.flatMap((id) => Array.from({ length: 4 }, () => say(id, 3))));
    await Promise.all([relayTo(broker), relayTo(broker), relayTo(broker)].map(drain));
    for (const id of ids) expect(broker.versionsOf(id).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    const alone = new Collected();
    const id = randomUUID();
    await say(id, 10);
    await drain(relayTo(alone));
    expect(alone.versionsOf(id)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
  });

  it('leaves what the broker did not take for the next try, and what follows it of that aggregate', async () => {
    const broker = new Collected();
    const [stuck, free] = [randomUUID(), randomUUID()];
    await say(stuck, 3);
    await say(free, 2);
    broker.refuse = (event) => event.aggregateid === stuck && event.version === 2n;
    const relay = relayTo(broker);
    await expect(relay.step()).rejects.toThrow('away');
    expect([broker.versionsOf(stuck), broker.versionsOf(free)]).toEqual([[1], [1, 2]]);
    expect((await relay.lag()).waiting).toBe(2);
    broker.refuse = () => false;
    await drain(relay);
    expect(broker.versionsOf(stuck)).toEqual([1, 2, 3]);
  });

  it('publishes soon after the commit when woken', async () => {
    const broker = new Collected();
    const relay = relayTo(broker, { restMs: 60_000 });
    const unlisten = work.said.onRing(() => relay.wake());
    relay.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const id = randomUUID();
    await say(id);
    await until('it is published', () => broker.versionsOf(id).length > 0);
    expect(broker.versionsOf(id)).toEqual([1]);
    unlisten();
    await relay.stop();
  });

  it('takes over what a relay claimed and never marked', async () => {
    const dead = relayTo({ publish: () => new Promise(() => undefined) }, { claimMs: 200 });
    const id = randomUUID();
    await say(id);
    void dead.step();
    await new Promise((resolve) => setTimeout(resolve, 80));
    const broker = new Collected();
    const alive = relayTo(broker, { claimMs: 200 });
    await alive.step();
    expect(broker.versionsOf(id)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await alive.step();
    expect(broker.versionsOf(id)).toEqual([1]);
  });

  it('takes over at once what was claimed before an embedded database began, whose process is gone, and on a server nothing that may be at work', async () => {
    const broker = new Collected();
    const [before, since] = [randomUUID(), randomUUID()];
    const claimedFor = async (id: string, claimed: string) => {
      await say(id);
      await db.asOwner(`update accounts.outbox set claimed_until = pg_postmaster_start_time() + interval '1 day' ${claimed} where aggregateid = $1`, [id]);
    };
    await claimedFor(before, "- interval '1 s'");
    await claimedFor(since, "+ interval '1 s'");
    await relayTo(broker, { claimMs: 86_400_000 }).step();
    expect([broker.versionsOf(before), broker.versionsOf(since)]).toEqual([kind === 'embedded' ? [1] : [], []]);
    await db.asOwner('update accounts.outbox set claimed_until = null');
    await drain(relayTo(broker));
  });

  // One session has nobody else in it.
  if (kind === 'server')
    it('passes over what another relay has its hands on, and does not wait for it', async () => {
      const [held, free] = [randomUUID(), randomUUID()];
      await say(held);
      await say(free);
      const other = await db.pool.connect();
      await other.query(`begin; set local role rapport_accounts_relay; select from accounts.outbox where aggregateid = '${held}' for update`);
      const broker = new Collected();
      await relayTo(broker).step();
      expect([broker.versionsOf(held), broker.versionsOf(free)]).toEqual([[], [1]]);
      await other.query('rollback');
      other.release();
      await drain(relayTo(broker));
      expect(broker.versionsOf(held)).toEqual([1]);
    });

  it('publishes retained events again after the broker was lost', async () => {
    const id = randomUUID();
    await say(id, 2);
    await drain(relayTo(new Collected()));
    const fresh = new Collected();
    expect(await replayOutbox(opened, new Date(0))).toBeGreaterThanOrEqual(2);
    await drain(relayTo(fresh));
    expect(fresh.versionsOf(id)).toEqual([1, 2]);
  });

  it('lets the service neither change nor delete what it said', async () => {
    for (const statement of ['update outbox set payload = payload', 'delete from outbox']) {
      const client = await db.pool.connect();
      await client.query(`begin; set local role rapport_accounts; set local search_path = accounts; set local app.tenant = 'acme'`);
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      await client.query('rollback');
      client.release();
    }
  });

  it('sweeps published events past their time, and no others', async () => {
    const id = randomUUID();
    await drain(relayTo(new Collected()));
    await say(id);
    opened.clock.advance(40 * 24 * 3_600_000);
    const sweeper = new Sweeper({ ...opened, log: silentLog });
    expect(await sweeper.sweep()).toBeGreaterThan(0);
    expect(await db.asOwner('select aggregateid from accounts.outbox')).toEqual([{ aggregateid: id }]);
  });

  it('claims by the small index however large the table is', async () => {
    await db.asOwner(`insert into accounts.outbox (tenant_id, id, aggregatetype, aggregateid, type, payload, version, heads, by, occurred_at, published_at)
      select 'acme', gen_random_uuid(), 'contact', 'x', 't', '', 1, '{}', 'sofia', now(), now() from generate_series(1, 200000)`);
    await db.asOwner('analyze accounts.outbox');
    await say(randomUUID(), 3);
    const plan = await db.asOwner(`explain (format json) select tenant_id, id from accounts.outbox
      where published_at is null and (claimed_until is null or claimed_until < clock_timestamp()) order by seq limit 500 for update skip locked`);
    expect(JSON.stringify(plan)).toContain('outbox_waiting');
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
    const begun = performance.now();
    await drain(relayTo(new Collected()));
    expect(performance.now() - begun).toBeLessThan(500);
  }, 60_000);
});
