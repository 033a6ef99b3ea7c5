import type { Pool } from 'pg';

/**
 * Hears of connections that break. An idle one is the pool's to report; one in use says it to its user by the failing query,
 * but its event would end the process if nobody listened.
 */
export function reportLosses(pool: Pool, report: (thrown: Error) => void): void {
  pool.on('error', report);
  pool.on('connect', (client) => void client.on('error', () => undefined));
}
