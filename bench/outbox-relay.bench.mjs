import { randomUUID } from 'node:crypto';
import { silentLog } from '@rapport/kernel';
import { OutboxPublisher } from '@rapport/messaging';
import { identifier, literal, Relay } from '@rapport/persistence';
import pg from 'pg';
import { openBrokers, subject } from './brokers.mjs';
import { openQuiet, ours, sayEvents, theirs } from './outbox.mjs';
import { inTurns } from './pace.mjs';
import { freshPlace } from './stage.mjs';
import { median } from './statistics.mjs';

const count = 4000;
const batch = 500;

/** Events from the outbox to the broker, against the same claims and marks by bare `pg` with bare publishing between. @type {import('./run.mjs').Bench} */
export async function outboxRelay({ say, rounds }) {
  const place = await freshPlace({ broker: false });
  const quiet = await openQuiet(place);
  const { broker, bare, close } = await openBrokers();
  const client = new pg.Client(place.database);
  await client.connect();
  const publisher = new OutboxPublisher(broker, 'accounts');
  const relay = new Relay({
    db: quiet.installation.db,
    names: ours,
    log: silentLog,
    batch,
    publisher: { publish: (event) => publisher.publish({ ...event, type: subject.replace('event.', '') }) },
  });
  try {
    const sides = await inTurns({
      rounds,
      say,
      ours: async () => {
        await sayEvents(quiet.work, count);
        return rateOf(async () => {
          while (await relay.step());
        });
      },
      floor: async () => {
        await copyEvents(client);
        return rateOf(async () => {
          while ((await relayBarely(client, bare)) === batch);
        });
      },
    });
    return [{ id: 'outbox-relay', unit: 'events/s', ours: median(sides.ours), floor: median(sides.floor), goal: {} }];
  } finally {
    await client.end();
    await close();
    await quiet.close();
    await place.remove();
  }
}

/** @param {() => Promise<void>} work */
async function rateOf(work) {
  const began = performance.now();
  await work();
  return (count / (performance.now() - began)) * 1000;
}

const asRelay = (/** @type {import('@rapport/persistence').ServiceSchema} */ { relay, schema }) =>
  `set local role ${identifier(relay)}; set local search_path = ${identifier(schema)}, public;`;

/** The events that ours has published, in the floor's outbox, waiting. @param {pg.Client} client */
async function copyEvents(client) {
  const columns = 'aggregatetype, aggregateid, type, payload, version, heads, owner, team, by, occurred_at';
  const results = await client.query(
    `begin; ${asRelay(ours)} select array_agg(id) as ids from (select id from outbox order by seq desc limit ${count}) last; commit`,
  );
  const ids = /** @type {any} */ (results)[3].rows[0].ids;
  const rows = /** @type {any} */ (
    await client.query(`begin; ${asRelay(ours)} select ${columns} from outbox where id = any(${literal(ids)}::uuid[]); commit`)
  )[3].rows;
  const values = rows.map(
    (/** @type {any} */ row) =>
      `('acme',${literal(randomUUID())},${columns
        .split(', ')
        .map((name) => (name === 'heads' ? `'{}'` : literal(row[name])))
        .join(',')})`,
  );
  for (let from = 0; from < values.length; from += 500) {
    await client.query(`begin; set local role ${identifier(theirs.role)}; set local app.tenant = 'acme'; set local search_path = ${identifier(theirs.schema)}, public;
      insert into outbox (tenant_id, id, ${columns}) values ${values.slice(from, from + 500).join(',')}; commit`);
  }
}

/** One batch: claim, publish, mark. @param {pg.Client} client @param {import('./bare-streams.mjs').BareStreams} bare */
async function relayBarely(client, bare) {
  const claimed = await client.query(`begin; ${asRelay(theirs)} update outbox o set claimed_until = clock_timestamp() + interval '30 s'
    from (select tenant_id, id from outbox where published_at is null and (claimed_until is null or claimed_until < clock_timestamp()) order by seq limit ${batch} for update skip locked) c
    where o.tenant_id = c.tenant_id and o.id = c.id returning o.*; commit`);
  const rows = /** @type {{ id: string, payload: Buffer }[]} */ (/** @type {any} */ (claimed)[3].rows);
  if (rows.length === 0) return 0;
  await bare.publish(rows.map(({ id, payload }) => ({ id, data: payload })));
  const marks = rows.map(({ id }) => `('acme',${literal(id)}::uuid)`).join(',');
  await client.query(`begin; ${asRelay(theirs)} update outbox o set published_at = clock_timestamp(), claimed_until = null
    from (values ${marks}) c (tenant_id, id) where o.tenant_id = c.tenant_id and o.id = c.id; commit`);
  return rows.length;
}
