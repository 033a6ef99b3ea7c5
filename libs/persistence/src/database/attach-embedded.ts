import { access } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { columnTypes } from './column-types.js';
import type { Database } from './database.js';
import { socketFolderOf } from './socket-folder.js';

/** The embedded database of an installation that is running now, reached through its socket beside its services; nothing when none runs in the folder. */
export async function attachEmbedded(folder: string): Promise<Database | undefined> {
  const host = socketFolderOf(folder);
  if (
    !(await access(join(host, '.s.PGSQL.5432')).then(
      () => true,
      () => false,
    ))
  )
    return undefined;
  const pool = new pg.Pool({
    host,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    password: '',
    max: 2,
    connectionTimeoutMillis: 15_000,
    types: columnTypes,
  });
  try {
    await pool.query('select 1');
    return { kind: 'embedded', pool, close: () => pool.end() };
  } catch {
    // A socket that nobody listens to was left by a process that was killed.
    await pool.end();
    return undefined;
  }
}
