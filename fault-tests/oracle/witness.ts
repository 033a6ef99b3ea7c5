import pg from 'pg';

/** A row as the database gave it. */
export type Row = Record<string, unknown>;

/** A claim that has not run out by now. */
const onServer = 'clock_timestamp()';
/** The embedded database ends with its one process, and what that had claimed is nobody’s. */
const embedded = `greatest(clock_timestamp(), pg_postmaster_start_time() + interval '30 s')`;

/**
 * What stands beside the product's tables and notes what they do not tell: each version of a record that was committed, each time an event took effect, in the order of
 * the commits, and each time that a relay took an event out of another's hands. Written in the product's own transactions, so what rolls back leaves no trace.
 */
const witnessSql = (now: string) => `
create schema if not exists faults;
create table if not exists faults.effects (n bigint generated always as identity, event_id text not null, at timestamptz not null default clock_timestamp());
create index if not exists effects_event on faults.effects (event_id);
create table if not exists faults.versions (record_id uuid not null, version bigint not null, tags text[] not null);
create index if not exists versions_record on faults.versions (record_id);
create table if not exists faults.stolen (event_id uuid not null);
create or replace function faults.note_effect() returns trigger language plpgsql security definer as $$ begin
  insert into faults.effects (event_id) values (new.source_id); return null;
end $$;
create or replace function faults.note_version() returns trigger language plpgsql security definer as $$ begin
  insert into faults.versions values (new.id, new.version, new.tags); return null;
end $$;
create or replace function faults.note_theft() returns trigger language plpgsql security definer as $$ begin
  insert into faults.stolen values (new.id); return null;
end $$;
create or replace trigger faults_effect after insert or update on accounts.timeline for each row execute function faults.note_effect();
create or replace trigger faults_added after insert on accounts.contacts for each row execute function faults.note_version();
create or replace trigger faults_changed after update on accounts.contacts for each row
  when ((old.version, old.tags) is distinct from (new.version, new.tags)) execute function faults.note_version();
create or replace trigger faults_theft after update on accounts.outbox for each row
  when (old.published_at is null and new.published_at is null and old.claimed_until > ${now} and new.claimed_until > old.claimed_until)
  execute function faults.note_theft();`;

/** The database as its superuser sees it, past row level security and past whatever stands between the product and it. */
export class Witness {
  constructor(private readonly config: pg.ClientConfig) {}

  /** Puts the notes in place; the service's tables must be there. */
  async stand(kind: 'server' | 'embedded'): Promise<void> {
    await this.sql(witnessSql(kind === 'server' ? onServer : embedded));
  }

  /** Runs statements on a connection of its own, which a killed server takes nothing from. */
  async sql(text: string, params?: unknown[]): Promise<Row[]> {
    const client = new pg.Client({ ...this.config, connectionTimeoutMillis: 5000, query_timeout: 60_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const result = (await client.query(text, params)) as pg.QueryResult<Row> | pg.QueryResult<Row>[];
      return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** A number that one row with one column holds. */
  async count(text: string, params?: unknown[]): Promise<number> {
    return Number(Object.values((await this.sql(text, params))[0] ?? {})[0] ?? 0);
  }
}
