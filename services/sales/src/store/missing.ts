import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Those of the ids that the table does not have. */
export async function missingIn(tx: Tx, table: 'deals' | 'leads', ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where tenant_id = ${tx.call.tenant} and id = any(${[...ids]}::uuid[])`.execute(
    tx.sql,
  );
  const there = new Set(rows.map(({ id }) => id));
  return new Set(ids.filter((id) => !there.has(id)));
}
