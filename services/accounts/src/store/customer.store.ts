import type { DescMessage } from '@bufbuild/protobuf';
import type { PlainOf } from '@rapport/contracts';
import { Records, type Changed, type RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

const mostTagged = 20_000;

/** Whose customer a record is. */
export interface Owned {
  readonly ownerId: string;
  readonly teamId: string;
}

/** Records that a colleague answers for: people and companies alike. */
export class CustomerStore<Desc extends DescMessage> extends Records<Desc, PlainOf<Desc> & Owned> {
  constructor(desc: Desc, parts: RecordParts) {
    super(desc, parts);
  }

  /** Some of a colleague's customers, deleted ones too: they may be restored. */
  async idsOwnedBy(tx: Tx, ownerId: string, limit: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(this.shape.table)}
      where tenant_id = ${tx.call.tenant} and owner_id = ${ownerId} order by id limit ${limit}`.execute(tx.sql);
    return rows.map((row) => row.id);
  }

  /** Those of the ids that no record has. */
  async missing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{
      id: string;
    }>`select id from ${sql.table(this.shape.table)} where tenant_id = ${tx.call.tenant} and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
    const there = new Set(rows.map((row) => row.id));
    return new Set(ids.filter((id) => !there.has(id)));
  }

  /** Lets a record be older than it is: for made-up ones. */
  backdate(tx: Tx, id: string, at: Date): void {
    tx.later(sql`update ${sql.table(this.shape.table)} set created_at = ${at}, updated_at = ${at} where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`);
  }

  async countOwnedBy(tx: Tx, ownerId: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(this.shape.table)}
      where tenant_id = ${tx.call.tenant} and owner_id = ${ownerId}`.execute(tx.sql);
    return rows[0]!.n;
  }

  /** The tags of the noun with the number of records that have them, most used first: of the newest tagged records, along an index, so that its cost has a bound. */
  async tags(tx: Tx, limit: number): Promise<{ tags: { tag: string; count: number }[]; complete: boolean }> {
    const { rows } = await sql<{ tag: string; count: number; seen: number }>`with tagged as materialized (
        select tags from ${sql.table(this.shape.table)}
        where tenant_id = ${tx.call.tenant} and tags <> '{}' and deleted_at is null order by created_at desc limit ${mostTagged}
      )
      select tag, count(*)::int as count, (select count(*)::int from tagged) as seen from tagged, unnest(tags) tag
      group by tag order by count(*) desc, tag limit ${limit}`.execute(tx.sql);
    return { tags: rows.map(({ tag, count }) => ({ tag, count })), complete: (rows[0]?.seen ?? 0) < mostTagged };
  }

  /** Gives one customer to another colleague; to another team when one is named. */
  hand(tx: Tx, id: string, ownerId: string, teamId: string): Promise<Changed<PlainOf<Desc> & Owned>> {
    return this.change(tx, id, '', (current) => ({ ...current, ownerId, ...(teamId && { teamId }) }), { withDeleted: true });
  }
}
