import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLog, type Log } from '@rapport/kernel';
import { migrate, openDatabase, openEmbedded, templateIn, type Database } from '@rapport/persistence';
import type pg from 'pg';
import { onDatabaseServer } from './database-server.fixture.js';

/** A database of a spec file's own, gone when it is closed. */
export interface TestDatabase extends Database {
  /** Runs statements in a transaction as the owner of everything, past row level security; for what a spec prepares, breaks and looks at. Waits for open transactions. */
  asOwner(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** What the database holds when the spec begins. */
export interface TestDatabaseOptions {
  /** Services whose schemas are made, with the folder of their migrations, or nothing for the platform's tables alone. */
  readonly services: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
  /** Most connections; on a server only. */
  readonly poolSize?: number;
}

/** Which databases a suite is to run on: the embedded one always, and the server of `DATABASE_URL` when that is set. */
export const databaseKinds: readonly Database['kind'][] = process.env.DATABASE_URL ? ['embedded', 'server'] : ['embedded'];

const cache = fileURLToPath(new URL('../../../node_modules/.cache/rapport/', import.meta.url));

/** A fresh database, migrated: embedded from a prepared copy in memory (about half a second), or a new one on the server of `DATABASE_URL`. */
export async function openTestDatabase(kind: Database['kind'], options: TestDatabaseOptions): Promise<TestDatabase> {
  const db = kind === 'embedded' ? await embedded(options) : await onServer(options);
  for (const [service, folder] of Object.entries(options.services)) await migrate(db, { service, ...(folder ? { folder } : {}) });
  return db;
}

async function embedded({ log = silentLog }: TestDatabaseOptions): Promise<TestDatabase> {
  const db = await openEmbedded({ folder: undefined, template: templateIn(cache), log });
  return withOwner(db, () => db.close());
}

async function onServer({ log = silentLog, poolSize = 10 }: TestDatabaseOptions): Promise<TestDatabase> {
  const url = new URL(process.env.DATABASE_URL!);
  const name = `rapport_spec_${randomBytes(6).toString('hex')}`;
  await onDatabaseServer(url, `create database ${name}`);
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapport-spec-'));
  const db = await openDatabase({ databaseUrl: Object.assign(new URL(url), { pathname: `/${name}` }).href, dataFolder, log, poolSize });
  return withOwner(db, async () => {
    await db.close();
    await rm(dataFolder, { recursive: true, force: true });
    await onDatabaseServer(url, `drop database ${name} with (force)`);
  });
}

function withOwner(db: Database, close: () => Promise<void>): TestDatabase {
  const once = async (sql: string, params?: unknown[]) => {
    const client = await db.pool.connect();
    try {
      const forced = ((await client.query<{ name: string }>(`begin; ${forcedTables}`)) as unknown as pg.QueryResult<{ name: string }>[])[1]!.rows.map(
        (row) => row.name,
      );
      await client.query(forced.map((name) => `alter table ${name} no force row level security;`).join(''));
      const { rows } = await client.query<Record<string, unknown>>(sql, params);
      await client.query(`${forced.map((name) => `alter table if exists ${name} force row level security;`).join('')} commit`);
      return rows;
    } catch (thrown) {
      await client.query('rollback');
      throw thrown;
    } finally {
      client.release();
    }
  };
  // Every table is locked for a moment, which may meet the work of the spec's own program.
  const asOwner = async (sql: string, params?: unknown[]) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(sql, params);
      } catch (thrown) {
        if ((thrown as { code?: string }).code !== deadlock || attempt === 10) throw thrown;
      }
    }
  };
  return { kind: db.kind, pool: db.pool, close, asOwner };
}

const deadlock = '40P01';

/** An owner is bound by forced row level security unless it is the embedded database's superuser. */
const forcedTables = `select c.oid::regclass::text as name from pg_class c where c.relforcerowsecurity and not (select rolsuper from pg_roles where rolname = current_user)`;
