// A process that opens the database, asks it one thing, says how much memory it has, and ends.
import { join } from 'node:path';

const { BENCH_DATA = '', DATABASE_URL = '' } = process.env;
const sql = 'select 1';
if (DATABASE_URL) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  await client.query(sql);
  process.stdout.write(String(process.memoryUsage.rss()));
  await client.end();
} else {
  const { PGlite } = await import('@electric-sql/pglite');
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm');
  const { vector } = await import('@electric-sql/pglite-pgvector');
  const db = await PGlite.create({ dataDir: join(BENCH_DATA, 'database/pglite'), extensions: { vector, pg_trgm } });
  await db.query(sql);
  process.stdout.write(String(process.memoryUsage.rss()));
  await db.close();
}
