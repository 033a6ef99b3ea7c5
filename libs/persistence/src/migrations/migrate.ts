import type { PoolClient } from 'pg';
import { DatabaseRefused, type Database } from '../database/database.js';
import { PostgresFault } from '../database/postgres-fault.js';
import { identifier as id, literal } from '../database/sql-literal.js';
import { migrationsIn, namedFor, platformMigrations, type Migration } from './migration-files.js';
import { schemaOf, type ServiceSchema } from './service-schema.js';

/** Which schema is brought up to date, and from where. */
export interface MigrateOptions {
  readonly service: string;
  /** The folder of the service's own migrations; nothing for the platform's alone. */
  readonly folder?: string;
  /** False for a schema that is no service: without outbox, inbox and the like. */
  readonly platform?: boolean;
  /** Told before each step is taken. */
  readonly onStep?: (step: { readonly service: string; readonly name: string; readonly done: number; readonly total: number }) => void;
}

interface Applied {
  readonly origin: Migration['origin'];
  readonly number: number;
  readonly checksum: string;
  readonly phase: Migration['phase'];
}

/** One migrator at a time in the whole database; a transaction's lock, for sessions are shared on the embedded one. */
const lock = `select pg_advisory_xact_lock(7239804417)`;

/**
 * Brings a service's schema, roles and tables up to date; answers how many steps it took. Each file is one transaction; run again after a failure it goes on
 * where it stopped. Throws `DatabaseRefused` when a file changed after it was applied, or the database is newer and does not hold what this program needs any more; one that was
 * only expanded by a newer program serves this one too.
 */
export async function migrate(db: Database, options: MigrateOptions): Promise<number> {
  const names = schemaOf(options.service);
  const wanted = [...(options.platform === false ? [] : await platformMigrations()), ...(options.folder ? await migrationsIn(options.folder) : [])];
  await inTransaction(db, (client) => ensureSchema(client, names));
  for (let taken = 0; ; taken++) {
    const more = await inTransaction(db, (client) => takeStep(client, names, wanted, options));
    if (!more) return taken;
  }
}

async function takeStep(client: PoolClient, names: ServiceSchema, wanted: readonly Migration[], options: MigrateOptions): Promise<boolean> {
  const { rows } = await client.query<Applied>(`select origin, number, checksum, phase from ${id(names.schema)}.schema_migrations`);
  refuseStrangers(rows, wanted, names);
  const next = wanted.find((m) => !rows.some((r) => r.origin === m.origin && r.number === m.number));
  if (!next) return false;
  options.onStep?.({ service: names.service, name: next.name, done: rows.length, total: wanted.length });
  await client
    .query(`set local lock_timeout = '15s'; set local search_path = ${id(names.schema)}, public; ${namedFor(names, next.sql)}`)
    .catch((thrown: unknown) => {
      throw failed(names, next, thrown);
    });
  await client.query(`insert into ${id(names.schema)}.schema_migrations (origin, number, name, checksum, phase)
    values (${literal(next.origin)}, ${next.number}, ${literal(next.name)}, ${literal(next.checksum)}, ${literal(next.phase)})`);
  return true;
}

function refuseStrangers(applied: readonly Applied[], wanted: readonly Migration[], { schema }: ServiceSchema): void {
  for (const row of applied) {
    const file = wanted.find((m) => m.origin === row.origin && m.number === row.number);
    if (!file && row.phase === 'expand') continue;
    if (!file) {
      throw new DatabaseRefused(
        `The database's schema “${schema}” has ${row.origin} migration ${row.number}, which this program does not know and which took away what it needs: the database is newer; start a newer program.`,
      );
    }
    if (file.checksum !== row.checksum) {
      throw new DatabaseRefused(
        `Migration ${row.number} (${file.name}) of schema “${schema}” was changed after it was applied; put the file back and write a further migration instead.`,
      );
    }
  }
}

function failed({ schema }: ServiceSchema, migration: Migration, thrown: unknown): Error {
  const { code = 'unknown', constraint, table, message } = thrown as { code?: string; constraint?: string; table?: string; message?: string };
  const why = /^42|^0A|^3F/.test(code) ? message : new PostgresFault(code, constraint, table).message;
  return new Error(`Migration ${migration.number} (${migration.name}) of schema “${schema}” failed: ${why}`);
}

async function ensureSchema(client: PoolClient, { schema, role, relay }: ServiceSchema): Promise<void> {
  const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
  const membership = rows[0]!.version >= 16 ? 'with inherit false, set true' : '';
  for (const name of [role, relay]) {
    const exists = await client.query('select from pg_roles where rolname = $1', [name]);
    if (!exists.rowCount) await client.query(`create role ${id(name)} nologin`);
    const member = await client.query(
      `select from pg_auth_members where roleid = $1::regrole and member = current_user::regrole ${membership ? 'and set_option' : ''}`,
      [id(name)],
    );
    if (!member.rowCount) await client.query(`grant ${id(name)} to current_user ${membership}`);
  }
  await client.query(`
    create schema if not exists ${id(schema)};
    grant usage on schema ${id(schema)} to ${id(role)}, ${id(relay)};
    alter default privileges in schema ${id(schema)} grant select, insert, update, delete on tables to ${id(role)};
    alter default privileges in schema ${id(schema)} grant usage, select on sequences to ${id(role)};
    create table if not exists ${id(schema)}.schema_migrations (
      origin text not null, number int not null, name text not null, checksum text not null, applied_at timestamptz not null default now(), primary key (origin, number));
    alter table ${id(schema)}.schema_migrations add column if not exists phase text not null default 'expand';
    revoke all on ${id(schema)}.schema_migrations from ${id(role)};`);
}

async function inTransaction<T>(db: Database, body: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    await client.query(`begin; ${lock}`);
    const result = await body(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (thrown) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw thrown;
  }
}
