import { fileURLToPath } from 'node:url';
import type { Database } from '../database/database.js';
import { identifier } from '../database/sql-literal.js';
import { migrate } from '../migrations/migrate.js';
import { schemaOf } from '../migrations/service-schema.js';

const folder = fileURLToPath(new URL('../../keyring/', import.meta.url));

/** Brings the keyring's schema up to date and opens it to these services, whose own schemas must exist. Answers how many steps it took. */
export async function migrateKeyring(db: Database, services: readonly string[]): Promise<number> {
  const steps = await migrate(db, { service: 'keyring', folder, platform: false });
  const { role } = schemaOf('keyring');
  const { rows } = await db.pool.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
  for (const service of services) {
    await db.pool.query(`grant ${identifier(role)} to ${identifier(schemaOf(service).role)} ${rows[0]!.version >= 16 ? 'with inherit true' : ''}`);
  }
  return steps;
}
