import type { TenantId } from '@rapport/kernel';
import { literal } from '../database/sql-literal.js';
import { relayRows, type Background } from '../work/relay-transaction.js';
import type { Chained, ChainedRow, ChainHead } from './chained.js';
import { linkHash, type LinkParts } from './link-hash.js';

/** What is wrong at an entry: its contents, its place after the one before, a gap before it, or the chain ends before a head that was made known. */
export type ChainDamage = 'altered' | 'reordered' | 'removed' | 'cut-off';

/** What a walk along the chain found. */
export interface ChainVerdict {
  /** Linked entries that are as they were written, from the first on. */
  readonly sound: bigint;
  /** Entries too young to be linked, which nothing protects yet. */
  readonly unlinked: bigint;
  /** The first damage, if any. */
  readonly damage?: { readonly seq: bigint; readonly what: ChainDamage };
}

interface Link {
  readonly seq: bigint;
  readonly prev_hash: Uint8Array | null;
  readonly hash: Uint8Array | null;
}

interface Walk {
  seq: bigint;
  hash: Uint8Array;
}

const portion = 1000;

/**
 * Walks a tenant's chain from its first entry and computes every link again. With a head that was kept elsewhere, also tells whether the chain still has it:
 * without one, entries cut off the end cannot be missed.
 */
export async function verifyChain<Row extends ChainedRow>(
  { table, columns, parts }: Chained<Row>,
  background: Background,
  tenant: TenantId,
  known?: Pick<ChainHead, 'seq' | 'hash'>,
): Promise<ChainVerdict> {
  const unlinked = await countUnlinked(background, table, tenant);
  const walk: Walk = { seq: 0n, hash: new Uint8Array() };
  for (;;) {
    const entries = await relayRows<Row & Link>(
      background,
      `select ${columns}, seq, prev_hash, hash from ${table}
      where tenant_id = ${literal(tenant)} and seq > ${walk.seq} order by seq limit ${portion}`,
    );
    for (const entry of entries) {
      const what = damageOf(entry, parts(entry), walk) ?? (known?.seq === entry.seq && !same(known.hash, entry.hash) ? 'altered' : undefined);
      if (what) return { sound: walk.seq, unlinked, damage: { seq: walk.seq + 1n, what } };
      walk.seq = entry.seq;
      walk.hash = entry.hash!;
    }
    if (entries.length < portion) break;
  }
  const cutOff = known !== undefined && walk.seq < known.seq;
  return { sound: walk.seq, unlinked, ...(cutOff ? { damage: { seq: walk.seq + 1n, what: 'cut-off' as const } } : {}) };
}

function damageOf(entry: Link, parts: LinkParts, before: Walk): ChainDamage | undefined {
  if (entry.seq !== before.seq + 1n) return 'removed';
  if (!same(entry.prev_hash, before.hash)) return 'reordered';
  return same(entry.hash, linkHash(parts, entry.seq, before.hash)) ? undefined : 'altered';
}

function same(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a !== null && b !== null && Buffer.compare(a, b) === 0;
}

async function countUnlinked(background: Background, table: string, tenant: TenantId): Promise<bigint> {
  const [row] = await relayRows<{ n: bigint }>(background, `select count(*) as n from ${table} where tenant_id = ${literal(tenant)} and seq is null`);
  return row!.n;
}

/** The tenants that have a chain. */
export async function tenantsChained({ table }: Pick<Chained<ChainedRow>, 'table'>, background: Background): Promise<TenantId[]> {
  const rows = await relayRows<{ tenant_id: TenantId }>(
    background,
    `with recursive t as (
      (select tenant_id from ${table} order by tenant_id limit 1)
      union all select (select a.tenant_id from ${table} a where a.tenant_id > t.tenant_id order by a.tenant_id limit 1) from t where t.tenant_id is not null)
    select tenant_id from t where tenant_id is not null`,
  );
  return rows.map((row) => row.tenant_id);
}
