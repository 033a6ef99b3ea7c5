import type { QueryResult } from 'pg';
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

/**
 * A transaction of the service's background work: across tenants, as the relay role, on the tables whose policies let it.
 * `opening` statements travel with BEGIN, and `body` is given their results.
 */
export function asRelay<T>({ db, names }: Background, opening: string, body: (session: Session, opened: QueryResult[]) => Promise<Closing<T>>): Promise<T> {
  const role = `set local role ${identifier(names.relay)}; set local search_path = ${identifier(names.schema)}, public; set local statement_timeout = '60s';`;
  return transact({ pool: db.pool, opening: role + opening }, (session, [, , , , ...opened]) => body(session, opened));
}

/** Background statements alone, in one transaction; answers the rows of the last. */
export function relayRows<Row>(background: Background, statements: string): Promise<Row[]> {
  return asRelay(background, statements, async (_, opened) => ({ value: (opened.at(-1)?.rows ?? []) as Row[], statements: '' }));
}
