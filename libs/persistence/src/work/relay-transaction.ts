import type { Database } from '../database/database.js';
import { identifier } from '../database/sql-literal.js';
import type { ServiceSchema } from '../migrations/service-schema.js';
import type { Session } from './session.js';
import { transact, type Closing } from './transact.js';

/** Background work of one service. */
export interface Background {
  readonly db: Database;
  readonly names: ServiceSchema;
}

/** A transaction of the service's background work: across tenants, as the relay role, on the tables whose policies let it. */
export function asRelay<T>({ db, names }: Background, body: (session: Session) => Promise<Closing<T>>): Promise<T> {
  const opening = [
    `set local role ${identifier(names.relay)}`,
    `set local search_path = ${identifier(names.schema)}, public`,
    `set local statement_timeout = '60s'`,
  ];
  return transact({ pool: db.pool, opening }, body);
}

/** Background statements alone, in one transaction and round trip; answers the rows of the last. */
export function relayRows<Row>(background: Background, ...statements: readonly string[]): Promise<Row[]> {
  return asRelay(background, async () => ({ statements, read: (results) => results.at(-2)!.rows as Row[] }));
}
