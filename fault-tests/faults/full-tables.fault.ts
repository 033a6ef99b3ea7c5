import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Fault, Stage } from '../fault.js';
import type { RealHouse } from '../parts/real.house.js';

const rows = 200_000;
const mostSlowdown = 3;

/** Outbox and inbox of a year, and a transaction that stays open so that nothing of it can be vacuumed: events still flow about as fast. */
export const fullTables: Fault = {
  id: 'F20',
  what: `${rows / 1000},000 rows in outbox and inbox, a transaction that stays open`,
  on: 'real',
  rounds: 1,
  async strike(stage) {
    const { house, rounds, say, expect, bit } = stage;
    for (let round = 0; round < rounds; round += 1) {
      const before = await eventsDelay(stage);
      say(`round ${round + 1}: filling the tables`);
      const open = await openTransaction(house);
      await fill(house);
      say(`round ${round + 1}: ${before} ms behind before`);
      const after = await eventsDelay(stage);
      bit(
        round,
        'rows more',
        await house.witness.count(
          `select (select count(*) from accounts.outbox where tenant_id = 'filler') + (select count(*) from accounts.inbox where tenant_id = 'filler')`,
        ),
      );
      bit(
        round,
        'transactions that hold a snapshot',
        await house.witness.count(`select count(*) from pg_stat_activity where backend_xmin is not null and state = 'idle in transaction'`),
      );
      await open.query('rollback');
      await open.end();
      await empty(house);
      say(`round ${round + 1}: ${before} ms behind before, ${after} ms after`);
      expect(`events are not much slower (${before} ms behind before, ${after} ms after)`, after < before * mostSlowdown + 1000);
    }
  },
};

/** Milliseconds between commit and effect that nineteen of twenty of the next events stay under. */
async function eventsDelay({ house, load, run }: Stage<RealHouse>): Promise<number> {
  const [now] = await house.witness.sql('select clock_timestamp() as at');
  await load.advances(100, 30_000);
  await pause(2000);
  const delay = await house.witness.count(
    `select percentile_cont(0.95) within group (order by extract(epoch from coalesce(e.at, clock_timestamp()) - o.occurred_at)) * 1000
      from accounts.outbox o join accounts.contacts c on c.tenant_id = o.tenant_id and c.id::text = o.aggregateid left join faults.effects e on e.event_id = o.id::text
      where c.tags @> array[$1] and o.occurred_at >= $2 and o.occurred_at < clock_timestamp() - interval '1 s'`,
    [run, now!['at']],
  );
  return Math.round(delay);
}

async function fill({ witness }: RealHouse): Promise<void> {
  await witness.sql(`
    insert into accounts.outbox (tenant_id, id, aggregatetype, aggregateid, type, payload, version, heads, by, occurred_at, published_at)
      select 'filler', gen_random_uuid(), 'filler', n::text, 'filler', '', 1, '{}', 'filler', now() - interval '1 hour', now() from generate_series(1, ${rows}) n;
    insert into accounts.inbox (tenant_id, consumer, event_id, handled_at)
      select 'filler', 'filler', gen_random_uuid(), now() from generate_series(1, ${rows}) n;
    analyze accounts.outbox;
    analyze accounts.inbox;`);
}

/** What comes after finds the tables as they were. */
async function empty({ witness }: RealHouse): Promise<void> {
  for (const table of ['outbox', 'inbox']) {
    await witness.sql(`delete from accounts.${table} where tenant_id = 'filler'`);
    await witness.sql(`vacuum full analyze accounts.${table}`);
  }
}

/** Holds a snapshot, as a report that somebody forgot would. */
async function openTransaction({ database }: RealHouse): Promise<pg.Client> {
  const { ports, secrets } = database.place;
  const client = new pg.Client({ host: '127.0.0.1', port: ports['sql']!, user: 'postgres', password: secrets['superuser']!, database: 'rapport' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin isolation level repeatable read');
  await client.query('select count(*) from accounts.contacts');
  return client;
}
