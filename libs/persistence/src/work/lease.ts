import type { Background } from './relay-transaction.js';

/**
 * SQL: whether a lease of so long, whose end a column keeps, has run out. The embedded database serves one process and ends with it: what was leased before it began is
 * nobody's any more. On a server the holder may live, and is waited for.
 */
export function hasRunOut(column: string, leaseMs: number, { db }: Background): string {
  if (db.kind === 'server') return `${column} < clock_timestamp()`;
  return `${column} < greatest(clock_timestamp(), pg_postmaster_start_time() + interval '${leaseMs} ms')`;
}
