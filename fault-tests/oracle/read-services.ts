import type { CountFact, HeardFact, ServiceFacts } from './services.js';
import type { Row, Witness } from './witness.js';

/**
 * Notes what every service's tables do not tell: each time that an event takes effect (`preload/note-effects.mjs` calls it in the handler's own transaction) from now on,
 * and each time that a relay took an event which another held. All services' tables must be there, and nothing may be under way.
 */
export async function watchServices(witness: Witness): Promise<void> {
  await witness.sql(`
    create table if not exists faults.handled (n bigint generated always as identity, consumer text not null, event_id uuid not null);
    create table if not exists faults.watched (since timestamptz not null);
    insert into faults.watched values (clock_timestamp());
    grant usage on schema faults to public;
    create or replace function faults.note_handled(consumer text, event_id uuid) returns void language sql security definer as
      $$ insert into faults.handled (consumer, event_id) values ($1, $2) $$;`);
  for (const schema of await schemasOf(witness))
    await witness.sql(`create or replace trigger faults_theft after update on ${schema}.outbox for each row
      when (old.published_at is null and new.published_at is null and old.claimed_until > clock_timestamp() and new.claimed_until > old.claimed_until)
      execute function faults.note_theft()`);
}

/** Pairs of an event and a consumer that hears it without a word in the inbox, and jobs that could go on: what rest waits for. */
export async function unsettledServices(witness: Witness): Promise<number> {
  const schemas = await schemasOf(witness);
  const pending = `select count(*) from (${heardBy(schemas)}) h where not in_inbox`;
  return (await witness.count(pending)) + (await witness.count(`select count(*) from (${jobsIn(schemas)}) j where state <> 'failed'`));
}

/** Reads what is asked of every service. */
export async function readServices(witness: Witness, inBroker: ReadonlySet<string> | undefined): Promise<ServiceFacts> {
  const schemas = await schemasOf(witness);
  const pairs = `select h.consumer, h.type, h.id, h.in_inbox, (select count(*) from faults.handled f where f.consumer = h.consumer and f.event_id = h.id) as times
    from (${heardBy(schemas)}) h where h.occurred_at >= (select min(since) from faults.watched)`;
  return {
    heard: await witness.count(`select count(*) from (${pairs}) p`),
    astray: (await witness.sql(`select * from (${pairs}) p where times <> 1 or not in_inbox`)).map(heardOf),
    miscounted: (await witness.sql(schemas.map(countsIn).join(' union all '))).map(countOf),
    disordered: (await witness.sql(disorderIn(schemas))).map(({ what }) => String(what)),
    strays: (await witness.sql(`select distinct event_id from faults.handled where event_id not in (select id from (${saidBy(schemas)}) o)`)).map(idOf),
    published: (await witness.sql(`select id as event_id from (${saidBy(schemas)}) o where published_at is not null`)).map(idOf),
    ...(inBroker && { inBroker }),
    jobs: (await witness.sql(jobsIn(schemas))).map((row) => [row['service'], row['kind'], row['state'], row['reason'] ?? ''].map(String).join(' ')),
  };
}

/** Every service's schema. */
async function schemasOf(witness: Witness): Promise<string[]> {
  const found = await witness.sql(
    `select quote_ident(n.nspname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 'consumer_beginnings' order by 1`,
  );
  return found.map(({ name }) => String(name));
}

function saidBy(schemas: readonly string[]): string {
  return schemas
    .map((schema) => `select tenant_id, id, aggregatetype, aggregateid, type, version, occurred_at, published_at from ${schema}.outbox`)
    .join(' union all ');
}

/** Every event of any service with each consumer of any service that hears it. */
function heardBy(schemas: readonly string[]): string {
  const ears = schemas.map(
    (schema) => `select b.consumer, o.type, o.id, o.occurred_at,
      exists (select from ${schema}.inbox i where i.tenant_id = o.tenant_id and i.consumer = b.consumer and i.event_id = o.id) as in_inbox
      from said o join ${schema}.consumer_beginnings b on b.type = o.type and b.since <= o.occurred_at`,
  );
  return `with said as (${saidBy(schemas)}) ${ears.join(' union all ')}`;
}

function countsIn(schema: string): string {
  return `select concat_ws(' ', '${schema}', aggregatetype, aggregateid) as aggregate, events, latest, head from (
    select aggregatetype, aggregateid, coalesce(o.events, 0) as events, coalesce(o.latest, 0) as latest, coalesce(h.version, 0) as head from
    (select tenant_id, aggregatetype, aggregateid, count(*) as events, max(version) as latest from ${schema}.outbox group by 1, 2, 3) o
    full join ${schema}.aggregate_heads h using (tenant_id, aggregatetype, aggregateid)) a where events <> latest or latest <> head`;
}

function disorderIn(schemas: readonly string[]): string {
  return `select distinct concat(consumer, ': ', aggregatetype, ' ', aggregateid) as what from (
    select f.consumer, o.aggregatetype, o.aggregateid, o.version,
      lag(o.version) over (partition by f.consumer, o.tenant_id, o.aggregatetype, o.aggregateid order by f.n) as before
    from faults.handled f join (${saidBy(schemas)}) o on o.id = f.event_id) s where version < before`;
}

/** Work that is not done although nothing keeps it from being done. */
function jobsIn(schemas: readonly string[]): string {
  return schemas
    .map(
      (schema) => `select '${schema}' as service, kind, state, reason from ${schema}.jobs where state in ('waiting', 'running', 'failed') and run_at <= now()`,
    )
    .join(' union all ');
}

const idOf = (row: Row): string => String(row['event_id']);

function heardOf(row: Row): HeardFact {
  return {
    consumer: String(row['consumer']),
    type: String(row['type']),
    eventId: String(row['id']),
    times: Number(row['times']),
    isInInbox: Boolean(row['in_inbox']),
  };
}

function countOf({ aggregate, events, latest, head }: Row): CountFact {
  return { aggregate: String(aggregate), events: Number(events), latest: Number(latest), head: Number(head) };
}
