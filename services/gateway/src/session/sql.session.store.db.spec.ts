import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { migrate, openDatabase, schemaOf, type Database } from '@rapport/persistence';
import { sessionStoreConformance } from './session.store.conformance.js';
import { SqlSessionStore, type SessionSql } from './sql.session.store.js';

const folder = fileURLToPath(new URL('../../migrations', import.meta.url));
const { schema, role } = schemaOf('gateway');
const data = mkdtempSync(join(tmpdir(), 'rapport-sessions-'));
let db: Database | undefined;

beforeAll(async () => {
  db = await openDatabase({ dataFolder: data, log: silentLog });
  await migrate(db, { service: 'gateway', folder });
}, 60_000);
afterAll(async () => {
  await db?.close();
  rmSync(data, { recursive: true, force: true });
});

/** Every statement as the gateway's own role, which owns nothing. */
const sql: SessionSql = {
  async query(text, params) {
    const client = await db!.pool.connect();
    try {
      await client.query(`begin; set local role "${role}"; set local search_path = "${schema}"`);
      const { rows } = await client.query<Record<string, unknown>>(text, [...params]);
      await client.query('commit');
      return { rows };
    } finally {
      client.release();
    }
  },
};

sessionStoreConformance('sessions in the database', async (clock) => {
  await sql.query('delete from sessions', []);
  return new SqlSessionStore(sql, clock);
});
