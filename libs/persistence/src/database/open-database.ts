import { join } from 'node:path';
import type { Log } from '@rapport/kernel';
import pg from 'pg';
import { checkDatabase } from './check-database.js';
import { columnTypes } from './column-types.js';
import { reportLosses } from './connection-losses.js';
import { DatabaseRefused, type Database } from './database.js';
import { openEmbedded } from './embedded-database.js';

/** Where the data lives. */
export interface DatabaseOptions {
  /** `DATABASE_URL`: a PostgreSQL server. Without it, an embedded database in `dataFolder`. */
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: string;
  readonly log: Log;
  /** Most connections to a server; 10 unless told. */
  readonly poolSize?: number;
  /** A folder for the prepared empty database that fresh embedded ones are made from. */
  readonly cacheFolder?: string;
}

/** Opens the database and checks that it can be trusted with data. Throws `DatabaseRefused` with a sentence that says what to do. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const db = options.databaseUrl
    ? openServer(options.databaseUrl, options)
    : await openEmbedded({ folder: join(options.dataFolder, 'database'), template: templateIn(options.cacheFolder), log: options.log });
  try {
    await checkDatabase(db);
    if (!(await servesTokens(db))) options.log.warn('search-without-index');
    return db;
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
}

/**
 * Whether an index may serve `@>` under row level security. Where not, searches read the whole table; a superuser mends it once, in the database:
 * `alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof`.
 */
async function servesTokens({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query<{ ok: boolean }>(
    `select proleakproof as ok from pg_proc where oid = 'pg_catalog.arraycontains(anyarray, anyarray)'::regprocedure`,
  );
  return rows[0]?.ok === true;
}

/** The file of the prepared empty database; its name changes with what is inside. */
export function templateIn(cacheFolder: string | undefined): string | undefined {
  return cacheFolder && join(cacheFolder, 'pglite-0.5.14-vector-0.0.15-trgm.tar');
}

function openServer(url: string, { log, poolSize = 10 }: DatabaseOptions): Database {
  if (!/^postgres(ql)?:\/\//.test(url)) throw new DatabaseRefused('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    types: columnTypes,
    application_name: 'rapport',
    keepAlive: true,
    idle_in_transaction_session_timeout: 60_000,
  });
  reportLosses(pool, (thrown) => log.error('database-connection-lost', thrown));
  return { kind: 'server', pool, close: () => pool.end() };
}
