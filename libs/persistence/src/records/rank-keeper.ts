import { compareNames, placeRanks, respread } from '@rapport/crypto';
import type { TenantId } from '@rapport/kernel';
import { sql } from 'kysely';
import type { Tx } from '../work/tx.js';
import { keyColumns, type Keyring } from './keyring.js';
import { identityOf, keyOf, type JoinedRow } from './joined-row.js';
import { keySubject, type Column, type RecordShape } from './record-shape.js';
import { opened } from './sealing.js';

interface Item {
  readonly id: string;
  readonly name: string;
}
interface Pivot extends Item {
  readonly rank: bigint;
}
type Bound = bigint | undefined;

const pivotsAtOnce = 24;

/**
 * Keeps the ranks of an encrypted column: numbers that stand in the order of the names and tell nothing else (ADR 0002 of `@rapport/crypto`).
 * A row is written without a rank and given one soon after, by the background or by the first list that needs it.
 */
export class RankKeeper {
  private readonly tenants = new Set<TenantId>();

  constructor(private readonly keyring: Keyring) {}

  /** Notes that a tenant has rows to rank. */
  mark(tenant: TenantId): void {
    this.tenants.add(tenant);
  }

  /** The tenants noted since the last call. */
  marked(): TenantId[] {
    const marked = [...this.tenants];
    this.tenants.clear();
    return marked;
  }

  /**
   * Ranks up to `limit` rows that have none, and says how many it ranked. One settles a tenant's column at a time; a second waits for the first.
   */
  async settle(tx: Tx, shape: RecordShape, column: Column, limit = 500): Promise<number> {
    const work = new Settling(tx, this.keyring, shape, column);
    if (!(await work.anyUnranked())) return 0;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`rank ${tx.call.tenant} ${shape.schema}.${shape.table} ${column.name}`}, 0))`.execute(tx.sql);
    const items = await work.unranked(limit);
    if (items.length === limit) this.mark(tx.call.tenant);
    await work.place(
      items.sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1)),
      undefined,
      undefined,
    );
    return items.length;
  }
}

class Settling {
  private readonly table;
  private readonly rank;
  private readonly name;

  constructor(
    private readonly tx: Tx,
    private readonly keyring: Keyring,
    private readonly shape: RecordShape,
    private readonly column: Column,
  ) {
    this.table = sql.table(`${shape.schema}.${shape.table}`);
    this.rank = sql.ref(`t.${column.name}_rank`);
    this.name = sql.ref(`t.${column.name}`);
  }

  async anyUnranked(): Promise<boolean> {
    const { rows } = await sql`select from ${this.table} t where t.tenant_id = ${this.tx.call.tenant} and ${this.unrankedRows} limit 1`.execute(this.tx.sql);
    return rows.length > 0;
  }

  unranked(limit: number): Promise<Item[]> {
    return this.items(sql`where ${this.unrankedRows} limit ${limit}`);
  }

  /** Finds the place of every item between two ranks by opening a few names at a time, halving many times over at each step. */
  async place(items: readonly Item[], low: Bound, high: Bound): Promise<void> {
    if (items.length === 0) return;
    const pivots = await this.pivots(low, high);
    if (pivots.length === 0) return this.fill(items, low, high);
    let from = 0;
    let below = low;
    for (const pivot of pivots) {
      const upTo = firstAfter(items, pivot, from);
      await this.place(items.slice(from, upTo), below, pivot.rank);
      from = upTo;
      below = pivot.rank;
    }
    await this.place(items.slice(from), below, high);
  }

  private async fill(items: readonly Item[], low: Bound, high: Bound): Promise<void> {
    const ranks = placeRanks(low, high, items.length);
    if (ranks)
      await this.write(
        items.map((item) => item.id),
        ranks,
      );
    else await this.makeRoom(items, low!, high!);
  }

  /** Writes a stretch anew where no number is left between two neighbours: twice as long until it has room. */
  private async makeRoom(items: readonly Item[], low: bigint, high: bigint): Promise<void> {
    for (let reach = 8; ; reach *= 2) {
      const below = await this.neighbours(low, 'desc', reach);
      const above = await this.neighbours(high, 'asc', reach);
      const ids = [...below.slice(0, reach).reverse(), ...items, ...above.slice(0, reach)].map((one) => one.id);
      const ranks = respread(below[reach]?.rank, above[reach]?.rank, ids.length);
      if (ranks) return this.write(ids, ranks);
    }
  }

  private async neighbours(from: bigint, direction: 'asc' | 'desc', reach: number): Promise<{ id: string; rank: bigint }[]> {
    const { rows } = await sql<{ id: string; rank: bigint }>`select t.id, ${this.rank} as rank from ${this.table} t
      where t.tenant_id = ${this.tx.call.tenant} and ${this.rank} ${sql.raw(direction === 'asc' ? '>=' : '<=')} ${from}
      order by ${this.rank} ${sql.raw(direction)} limit ${reach + 1}`.execute(this.tx.sql);
    return rows;
  }

  /** Some names between two ranks, spread over them, in order. */
  private async pivots(low: Bound, high: Bound): Promise<Pivot[]> {
    const between = sql`t.tenant_id = ${this.tx.call.tenant} and ${this.rank} > ${low ?? lowest} and ${this.rank} < ${high ?? highest}`;
    const {
      rows: [ends],
    } = await sql<{ first: bigint | null; last: bigint | null }>`select min(${this.rank}) as first, max(${this.rank}) as last
      from ${this.table} t where ${between}`.execute(this.tx.sql);
    if (ends?.first === null || ends?.first === undefined) return [];
    const step = (ends.last! - ends.first) / BigInt(pivotsAtOnce) || 1n;
    const thresholds = Array.from({ length: pivotsAtOnce }, (_, index) => ends.first! + step * BigInt(index));
    const { rows } = await sql<{ id: string }>`select distinct p.id from unnest(${thresholds}::bigint[]) threshold
      cross join lateral (select t.id from ${this.table} t where ${between} and ${this.rank} >= threshold order by ${this.rank} limit 1) p`.execute(
      this.tx.sql,
    );
    return (await this.items(sql`where t.id = any(${rows.map((row) => row.id)}::uuid[])`)) as Pivot[];
  }

  private async items(where: ReturnType<typeof sql>): Promise<Item[]> {
    const { rows } = await sql<JoinedRow>`select t.id, t.tenant_id, ${this.rank} as rank, ${this.name} as name, ${sql.raw(keySubject)} as subject, ${keyColumns}
      from ${this.table} t join keyring.subject_keys k on k.tenant_id = t.tenant_id and k.subject = ${sql.raw(keySubject)}
      ${where}`.execute(this.tx.sql);
    using lease = await this.keyring.open(this.tx.call.tenant, rows.map(keyOf));
    return rows
      .map((row, index) => ({
        id: row.id,
        rank: row['rank'] as bigint,
        name: String(opened(this.shape, identityOf(row), lease.deks[index]!, this.column, row['name'])),
      }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  }

  private async write(ids: readonly string[], ranks: readonly bigint[]): Promise<void> {
    await sql`update ${this.table} t set ${sql.ref(`${this.column.name}_rank`)} = v.rank
      from unnest(${[...ids]}::uuid[], ${[...ranks]}::bigint[]) v (id, rank) where t.tenant_id = ${this.tx.call.tenant} and t.id = v.id`.execute(this.tx.sql);
  }

  private get unrankedRows() {
    return sql`${this.rank} is null and ${this.name} is not null`;
  }
}

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

function firstAfter(items: readonly Item[], pivot: Pivot, from: number): number {
  let at = from;
  while (at < items.length && (compareNames(items[at]!.name, pivot.name) || (items[at]!.id < pivot.id ? -1 : 1)) < 0) at += 1;
  return at;
}
