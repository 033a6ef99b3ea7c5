import type { TenantId } from '@rapport/kernel';
import { sql } from 'kysely';
import type { Tx } from '../work/tx.js';
import type { Keyring } from './keyring.js';
import { RankPlacing } from './rank-placing.js';
import { rankedColumns, rankList, type Column, type RecordShape } from './record-shape.js';
import type { Values } from './sealing.js';

/**
 * Keeps the ranks of sealed columns: numbers that stand in the order of the values and tell nothing else (ADR 0002 of `@rapport/crypto`).
 * A record enters without a rank and is given one soon after, by the background or by the first list that needs it.
 */
export class RankKeeper {
  private readonly tenants = new Set<TenantId>();

  constructor(private readonly keyring: Keyring) {}

  /** A record was written: in each list that follows one of these columns it waits for a new place, or stands among those without a value. */
  enter(tx: Tx, shape: RecordShape, id: string, values: Values, columns = shape.columns): void {
    for (const column of rankedColumns(shape).filter((one) => columns.includes(one))) {
      const waiting = Boolean(values[column.key]);
      tx.later(sql`insert into ranks (tenant_id, list, record_id, waiting) values (${tx.call.tenant}, ${rankList(shape, column)}, ${id}, ${waiting})
        on conflict (tenant_id, list, record_id) do update set rank = null, waiting = excluded.waiting`);
      if (waiting) this.tenants.add(tx.call.tenant);
    }
  }

  /** A record is gone for good: from all lists. */
  leave(tx: Tx, shape: RecordShape, id: string): void {
    for (const column of rankedColumns(shape))
      tx.later(sql`delete from ranks where tenant_id = ${tx.call.tenant} and list = ${rankList(shape, column)} and record_id = ${id}::uuid`);
  }

  /** The tenants with records that waited since the last call. */
  marked(): TenantId[] {
    const marked = [...this.tenants];
    this.tenants.clear();
    return marked;
  }

  /** Whether a record of the list waits for its place. */
  async isWaited(tx: Tx, shape: RecordShape, column: Column): Promise<boolean> {
    const { rows } = await sql`select from ranks where tenant_id = ${tx.call.tenant} and list = ${rankList(shape, column)} and waiting limit 1`.execute(tx.sql);
    return rows.length > 0;
  }

  /**
   * Ranks up to `limit` records that wait, and says how many it ranked. One settles a tenant's list at a time; a second waits for the first.
   */
  async settle(tx: Tx, shape: RecordShape, column: Column, limit = 500): Promise<number> {
    if (!(await this.isWaited(tx, shape, column))) return 0;
    const list = rankList(shape, column);
    tx.later(sql`select pg_advisory_xact_lock(hashtextextended(${`rank ${tx.call.tenant} ${shape.schema} ${list}`}, 0))`);
    const placing = new RankPlacing(tx, this.keyring, shape, column);
    const items = await placing.waiting(limit);
    if (items.length === limit) this.tenants.add(tx.call.tenant);
    await placing.place(items);
    return items.length;
  }
}
