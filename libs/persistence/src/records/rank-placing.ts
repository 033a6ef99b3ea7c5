import { compareNames, placeRanks, respread } from '@rapport/crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../work/tx.js';
import { identityOf, keyOf, type JoinedRow } from './joined-row.js';
import { keyColumns, type Keyring } from './keyring.js';
import { keySubject, rankList, type Column, type RecordShape } from './record-shape.js';
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
const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

/** Gives records their places in one list, in one unit of work that holds the list's lock. */
export class RankPlacing {
  private readonly list: string;
  private readonly mine: RawBuilder<boolean>;

  constructor(
    private readonly tx: Tx,
    private readonly keyring: Keyring,
    private readonly shape: RecordShape,
    private readonly column: Column,
  ) {
    this.list = rankList(shape, column);
    this.mine = sql<boolean>`r.tenant_id = ${tx.call.tenant} and r.list = ${this.list}`;
  }

  /** Records that wait for a place, up to `limit`, held until the commit; one that somebody is writing now waits on, for it may be getting another name. */
  async waiting(limit: number): Promise<Item[]> {
    const { rows } = await sql<{ id: string }>`select record_id as id from ranks r
      where ${this.mine} and r.waiting limit ${limit} for update skip locked`.execute(this.tx.sql);
    // Read after they were locked, so that the names are the last.
    return this.items(sql`(select id as record_id, null::bigint as rank, 0 as stretch from unnest(${rows.map(({ id }) => id)}::uuid[]) id)`);
  }

  /**
   * Finds the place of every item by opening a few names at a time: each step looks into all stretches that are left at once, in one query, and cuts each of them
   * into several.
   */
  async place(items: readonly Item[]): Promise<void> {
    let stretches = whole(items);
    while (stretches.length > 0) {
      const pivots = await this.pivots(stretches);
      const { wide = [], empty = [] } = Object.groupBy(stretches.entries(), ([index]) => (pivots.has(index + 1) ? 'wide' : 'empty'));
      const cramped = empty.map(([, stretch]) => stretch).filter((stretch) => !this.fill(stretch));
      stretches = wide.flatMap(([index, stretch]) => cut(stretch, pivots.get(index + 1)!));
      if (cramped.length > 0) stretches = await this.makeRoom(cramped, stretches);
    }
  }

  /** Ranks a stretch that nothing stands in; false when its ends are too near. */
  private fill({ items, low, high }: Stretch): boolean {
    const ranks = placeRanks(low, high, items.length);
    if (ranks) this.write(items, ranks);
    return ranks !== undefined;
  }

  /** Makes room for the first of these. That moves other ranks, so whatever is left looks for its place anew. */
  private async makeRoom([first, ...cramped]: readonly Stretch[], left: readonly Stretch[]): Promise<Stretch[]> {
    await this.spread(first!.items, first!.low!, first!.high!);
    return whole([...cramped, ...left].flatMap((stretch) => stretch.items));
  }

  /** Writes a stretch anew where no number is left between two neighbours: twice as long until it has room. */
  private async spread(items: readonly Item[], low: bigint, high: bigint): Promise<void> {
    for (let reach = 8; ; reach *= 2) {
      const below = await this.neighbours(low, 'desc', reach);
      const above = await this.neighbours(high, 'asc', reach);
      const all = [...below.slice(0, reach).reverse(), ...items, ...above.slice(0, reach)];
      const ranks = respread(below[reach]?.rank, above[reach]?.rank, all.length);
      if (ranks) return this.write(all, ranks);
    }
  }

  private async neighbours(from: bigint, direction: 'asc' | 'desc', reach: number): Promise<{ id: string; rank: bigint }[]> {
    const { rows } = await sql<{ id: string; rank: bigint }>`select record_id as id, rank from ranks r
      where ${this.mine} and rank ${sql.raw(direction === 'asc' ? '>=' : '<=')} ${from}
      order by rank ${sql.raw(direction)} limit ${reach + 1}`.execute(this.tx.sql);
    return rows;
  }

  /** Some names inside each stretch, spread over its ranks, in order; by the stretch's number, counted from one. Nothing for one that is empty. */
  private async pivots(stretches: readonly Stretch[]): Promise<Map<number, Pivot[]>> {
    const each = Math.max(fewestPivots, Math.floor(pivotsAtOnce / stretches.length));
    const inside = sql`${this.mine} and r.rank > s.low and r.rank < s.high`;
    const [lows, highs] = [stretches.map(({ low }) => low ?? lowest), stretches.map(({ high }) => high ?? highest)];
    const pivots = await this.items<Pivot>(sql`(select distinct pivot.record_id, pivot.rank, s.stretch
      from unnest(${lows}::bigint[], ${highs}::bigint[]) with ordinality s (low, high, stretch)
      cross join lateral (select r.rank::numeric as rank from ranks r where ${inside} order by r.rank limit 1) first
      cross join lateral (select r.rank::numeric as rank from ranks r where ${inside} order by r.rank desc limit 1) last
      cross join lateral (select trunc(first.rank + (last.rank - first.rank) * at / ${each})::bigint as threshold from generate_series(0, ${each - 1}::int) at) step
      cross join lateral (select r.record_id, r.rank from ranks r where ${inside} and r.rank >= step.threshold order by r.rank limit 1) pivot)`);
    return Map.groupBy(pivots, ({ stretch }) => stretch);
  }

  /** Rows of `ranks` with their names opened, in the order of their names. */
  private async items<One extends Item>(ranks: RawBuilder<unknown>): Promise<One[]> {
    const { shape, tx } = this;
    const { rows } =
      await sql<JoinedRow>`select t.id, t.tenant_id, p.rank, p.stretch, ${sql.ref(`t.${this.column.name}`)} as name, ${sql.raw(keySubject)} as subject, ${keyColumns}
      from ${ranks} p join ${sql.table(`${shape.schema}.${shape.table}`)} t on t.tenant_id = ${tx.call.tenant} and t.id = p.record_id
      join keyring.subject_keys k on k.tenant_id = t.tenant_id and k.subject = ${sql.raw(keySubject)}`.execute(tx.sql);
    using lease = await this.keyring.open(tx, rows.map(keyOf));
    const items = rows.map((row, index) => ({
      id: row.id,
      rank: row['rank'],
      stretch: Number(row['stretch']),
      name: String(opened(shape, identityOf(row), lease.deks[index]!, this.column, row['name'])),
    }));
    return items.sort(byName) as unknown as One[];
  }

  private write(items: readonly { readonly id: string }[], ranks: readonly bigint[]): void {
    const ids = items.map(({ id }) => id);
    // All are there: a conflict finds each by the primary key, however little the planner knows of the table.
    this.tx.later(sql`insert into ranks (tenant_id, list, record_id, rank, waiting)
      select ${this.tx.call.tenant}, ${this.list}, v.id, v.rank, false from unnest(${ids}::uuid[], ${[...ranks]}::bigint[]) v (id, rank)
      on conflict (tenant_id, list, record_id) do update set rank = excluded.rank, waiting = false`);
  }
}

function whole(items: readonly Item[]): Stretch[] {
  return items.length === 0 ? [] : [{ items: [...items].sort(byName), low: undefined, high: undefined }];
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

function byName(a: Item, b: Item): number {
  return compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

function firstAfter(items: readonly Item[], pivot: Pivot, from: number): number {
  let at = from;
  while (at < items.length && byName(items[at]!, pivot) < 0) at += 1;
  return at;
}
