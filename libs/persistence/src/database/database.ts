import type { Pool } from 'pg';

/**
 * The one kind of database that code knows: a pool of PostgreSQL connections.
 * Behind an `embedded` one is a single session, so its transactions queue; nothing may ask for a second connection inside a transaction.
 */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly pool: Pool;
  /** Ends the connections and, if embedded, the database itself. Give it no work any more. */
  close(): Promise<void>;
}

/** A setting or a machine that cannot be worked with. The message is one sentence for a person: what was set, what was found, what to do. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}
