import { compareNames, placeRanks, respread } from '@rapport/crypto';
import type { TenantId } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
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
  /** In which stretch it was looked for, counted from one. */
  readonly stretch: number;
}
type Bound = bigint | undefined;

/** Items in order whose places lie between two ranks. */
interface Stretch {
  readonly items: readonly Item[];
  readonly low: Bound;
  readonly high: Bound;
}

/** Names opened at each step; with many stretches a few in each, for opening costs more than asking again. */
const pivotsAtOnce = 48;
const fewestPivots = 4;

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
    await work.place(items.sort(byName));
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
    return this.items(sql``, sql``, sql`t.tenant_id = ${this.tx.call.tenant} and ${this.unrankedRows} limit ${limit}`);
  }

  /**
   * Finds the place of every item by opening a few names at a time: each step looks into all stretches that are left at once, in one query, and cuts each of them
   * into several.
   */
  async place(items: readonly Item[]): Promise<void> {
    let stretches: Stretch[] = [{ items, low: undefined, high: undefined }];
    while (stretches.length > 0) {
      const pivots = await this.pivots(stretches);
      const [wide, empty] = halves(stretches.entries(), ([index]) => pivots.has(index + 1));
      const cramped = empty.map(([, stretch]) => stretch).filter((stretch) => !this.fill(stretch));
      stretches = wide.flatMap(([index, stretch]) => cut(stretch, pivots.get(index + 1)!));
      if (cramped.length > 0) stretches = await this.makeRoom(cramped, stretches);
    }
  }

  /** Ranks a stretch that nothing stands in; false when its ends are too near. */
  private fill({ items, low, high }: Stretch): boolean {
    const ranks = placeRanks(low, high, items.length);
    if (ranks)
      this.write(
        items.map((item) => item.id),
        ranks,
      );
    return ranks !== undefined;
  }

  /** Makes room for the first of these. That moves other ranks, so whatever is left looks for its place anew. */
  private async makeRoom([first, ...cramped]: readonly Stretch[], left: readonly Stretch[]): Promise<Stretch[]> {
    await this.spread(first!.items, first!.low!, first!.high!);
    const items = [...cramped, ...left].flatMap((stretch) => stretch.items).sort(byName);
    return items.length > 0 ? [{ items, low: undefined, high: undefined }] : [];
  }

  /** Writes a stretch anew where no number is left between two neighbours: twice as long until it has room. */
  private async spread(items: readonly Item[], low: bigint, high: bigint): Promise<void> {
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

  /** Some names inside each stretch, spread over its ranks, in order; by the stretch's number, counted from one. Nothing for one that is empty. */
  private async pivots(stretches: readonly Stretch[]): Promise<Map<number, Pivot[]>> {
    const each = Math.max(fewestPivots, Math.floor(pivotsAtOnce / stretches.length));
    const inside = sql`t.tenant_id = ${this.tx.call.tenant} and ${this.rank} > s.low and ${this.rank} < s.high`;
    const [lows, highs] = [stretches.map(({ low }) => low ?? lowest), stretches.map(({ high }) => high ?? highest)];
    const pivots = await this.items<Pivot>(
      sql`, p.stretch`,
      sql`join (select distinct s.stretch, pivot.id from unnest(${lows}::bigint[], ${highs}::bigint[]) with ordinality s (low, high, stretch)
        cross join lateral (select ${this.rank}::numeric as rank from ${this.table} t where ${inside} order by ${this.rank} limit 1) first
        cross join lateral (select ${this.rank}::numeric as rank from ${this.table} t where ${inside} order by ${this.rank} desc limit 1) last
        cross join lateral (select trunc(first.rank + (last.rank - first.rank) * at / ${each})::bigint as threshold from generate_series(0, ${each - 1}::int) at) step
        cross join lateral (select t.id from ${this.table} t where ${inside} and ${this.rank} >= step.threshold order by ${this.rank} limit 1) pivot) p on p.id = t.id`,
      sql`t.tenant_id = ${this.tx.call.tenant}`,
    );
    return Map.groupBy(pivots, ({ stretch }) => stretch);
  }

  /** Rows with their names opened, in the order of their ranks. */
  private async items<Row extends Item>(further: RawBuilder<unknown>, join: RawBuilder<unknown>, where: RawBuilder<unknown>): Promise<Row[]> {
    const { rows } =
      await sql<JoinedRow>`select t.id, t.tenant_id, ${this.rank} as rank, ${this.name} as name, ${sql.raw(keySubject)} as subject, ${keyColumns} ${further}
      from ${this.table} t ${join} join keyring.subject_keys k on k.tenant_id = t.tenant_id and k.subject = ${sql.raw(keySubject)}
      where ${where}`.execute(this.tx.sql);
    using lease = await this.keyring.open(this.tx.call.tenant, rows.map(keyOf));
    return rows
      .map((row, index) => ({
        id: row.id,
        rank: row['rank'] as bigint,
        stretch: Number(row['stretch'] ?? 0),
        name: String(opened(this.shape, identityOf(row), lease.deks[index]!, this.column, row['name'])),
      }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1)) as unknown as Row[];
  }

  private write(ids: readonly string[], ranks: readonly bigint[]): void {
    this.tx.later(sql`update ${this.table} t set ${sql.ref(`${this.column.name}_rank`)} = v.rank
      from unnest(${[...ids]}::uuid[], ${[...ranks]}::bigint[]) v (id, rank) where t.tenant_id = ${this.tx.call.tenant} and t.id = v.id`);
  }

  private get unrankedRows() {
    return sql`${this.rank} is null and ${this.name} is not null`;
  }
}

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

function byName(a: Item, b: Item): number {
  return compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

function firstAfter(items: readonly Item[], pivot: Pivot, from: number): number {
  let at = from;
  while (at < items.length && byName(items[at]!, pivot) < 0) at += 1;
  return at;
}

/** Those that fit, and those that do not. */
function halves<T>(all: Iterable<T>, fits: (one: T) => boolean): [T[], T[]] {
  const { yes = [], no = [] } = Object.groupBy(all, (one) => (fits(one) ? 'yes' : 'no'));
  return [yes, no];
}

/** The parts of a stretch between its pivots that items fall into. */
function cut({ items, low, high }: Stretch, pivots: readonly Pivot[]): Stretch[] {
  const parts: Stretch[] = [];
  let [from, below]: [number, Bound] = [0, low];
  for (const pivot of pivots) {
    const upTo = firstAfter(items, pivot, from);
    parts.push({ items: items.slice(from, upTo), low: below, high: pivot.rank });
    [from, below] = [upTo, pivot.rank];
  }
  parts.push({ items: items.slice(from), low: below, high });
  return parts.filter((part) => part.items.length > 0);
}
