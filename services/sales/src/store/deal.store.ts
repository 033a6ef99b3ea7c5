import { Injectable } from '@nestjs/common';
import { DealSchema } from '@rapport/contracts';
import { RecordParts, Records, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { missingIn } from './missing.js';

/** The deals of one stage in one currency, together. */
export interface Sum {
  readonly stageId: string;
  readonly currency: string;
  readonly count: bigint;
  readonly amountMinor: bigint;
  readonly weightedMinor: bigint;
}

/** Deals as they are kept, sealed with the key of the customer who buys. */
@Injectable()
export class DealStore extends Records<typeof DealSchema> {
  constructor(parts: RecordParts) {
    super(DealSchema, parts);
  }

  /** What the caller's deals that match come to, by stage and currency. */
  async sums(tx: Tx, filter: string): Promise<Sum[]> {
    const matching = await this.matching(tx, filter);
    const { rows } = await sql<{ stage_id: string; currency: string; n: string; amount: string; weighted: string }>`
      select t.stage_id, t.currency, count(*)::text as n, sum(t.amount_minor)::text as amount, round(sum(t.amount_minor::numeric * t.probability) / 100)::text as weighted
      from deals t where ${matching} group by t.stage_id, t.currency order by t.stage_id, t.currency`.execute(tx.sql);
    return rows.map(({ stage_id, currency, n, amount, weighted }) => ({
      stageId: stage_id,
      currency,
      count: BigInt(n),
      amountMinor: BigInt(amount),
      weightedMinor: BigInt(weighted),
    }));
  }

  /** How the deals of a customer ended before: for scoring. */
  async endedOf(tx: Tx, customerIds: readonly string[]): Promise<{ readonly won: number; readonly lost: number }> {
    const { rows } = await sql<{
      won: number;
      lost: number;
    }>`select count(*) filter (where state = 2)::int as won, count(*) filter (where state = 3)::int as lost
      from deals where tenant_id = ${tx.call.tenant} and deleted_at is null and (contact_id = any(${[...customerIds]}) or company_id = any(${[...customerIds]}))`.execute(
      tx.sql,
    );
    return rows[0]!;
  }

  /** Takes a person from the deals that name them and are sealed by another's key. */
  async unlink(tx: Tx, contactId: string): Promise<void> {
    await sql`update deals set contact_id = null, version = version + 1, updated_at = ${tx.now} where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}`.execute(
      tx.sql,
    );
  }

  /** Those of the ids that no deal has. */
  async missing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return missingIn(tx, 'deals', ids);
  }

  /** Lets a deal be older than it is: for made-up ones. */
  backdate(tx: Tx, id: string, created: Date, changed: Date): void {
    tx.later(sql`update deals set created_at = ${created}, updated_at = ${changed} where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`);
  }
}
