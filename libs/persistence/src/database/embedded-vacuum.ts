import type { Log } from '@rapport/kernel';
import type { Pool } from 'pg';
import { BackgroundLoop } from '../work/background-loop.js';

/** Tables that have grown by a fifth since they were last vacuumed; ten pages are not worth it. */
const grown = `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
    and pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages, 0) * 1.2 + 10`;

/**
 * Vacuums and analyses the tables of an embedded database, which has no autovacuum of its own: without it dead rows stay forever, and queries are planned as if all
 * tables were small. Goes by the size of the tables, since the engine does not count changes either.
 */
export class EmbeddedVacuum {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly pool: Pool,
    log: Log,
    restMs = 10_000,
  ) {
    this.loop = new BackgroundLoop({ name: 'embedded-vacuum', step: () => this.step(), restMs, log });
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the table at work is done. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Vacuums one table that needs it; true if another may. */
  async step(): Promise<boolean> {
    const { rows } = await this.pool.query<{ name: string }>(`${grown} limit 1`);
    if (rows[0]) await this.pool.query(`vacuum (analyze) ${rows[0].name}`);
    return rows.length > 0;
  }
}
