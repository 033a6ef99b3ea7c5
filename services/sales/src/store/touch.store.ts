import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Touches } from '../domain/features.js';

/** How often customers were spoken with, as it is kept. */
@Injectable()
export class TouchStore {
  async add(tx: Tx, customerId: string, at: Date): Promise<void> {
    await sql`insert into touches (tenant_id, customer_id, count, last_at) values (${tx.call.tenant}, ${customerId}, 1, ${at})
      on conflict (tenant_id, customer_id) do update set count = touches.count + 1, last_at = greatest(touches.last_at, excluded.last_at)`.execute(tx.sql);
  }

  /** Of a person and their company together. */
  async of(tx: Tx, customerIds: readonly string[]): Promise<Touches> {
    const { rows } = await sql<{ n: number; last: Date | null }>`select coalesce(sum(count), 0)::int as n, max(last_at) as last from touches
      where tenant_id = ${tx.call.tenant} and customer_id = any(${[...customerIds]})`.execute(tx.sql);
    const { n, last } = rows[0]!;
    return last ? { count: n, lastAt: last } : { count: n };
  }

  async forget(tx: Tx, customerId: string): Promise<void> {
    await sql`delete from touches where tenant_id = ${tx.call.tenant} and customer_id = ${customerId}`.execute(tx.sql);
  }

  /** Says how often in all, over whatever was counted: for made-up customers. */
  async set(tx: Tx, customerId: string, { count, lastAt }: Touches): Promise<void> {
    await sql`insert into touches (tenant_id, customer_id, count, last_at) values (${tx.call.tenant}, ${customerId}, ${count}, ${lastAt ?? tx.now})
      on conflict (tenant_id, customer_id) do update set count = excluded.count, last_at = excluded.last_at`.execute(tx.sql);
  }
}
