import { createHash } from 'node:crypto';
import type { Log, TenantId } from '@rapport/kernel';
import { literal } from '../database/sql-literal.js';
import { BackgroundLoop } from '../work/background-loop.js';
import { asRelay, relayRows, type Background } from '../work/relay-transaction.js';
import type { Chained, ChainedRow, ChainHead } from './chained.js';
import { linkHash } from './link-hash.js';

/** Whose chain it is and where its heads are made known. */
export interface ChainSettings extends Background {
  readonly log: Log;
  /** Told of each new head after it is committed, to keep it somewhere this database's administrator cannot reach. */
  readonly onHead?: (head: ChainHead) => void;
}

const portion = 500;

/** Links the rows of a table into one hash chain per tenant, in the order they became visible, soon after their commit. Any number may run. */
export class HashChain<Row extends ChainedRow> {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly chained: Chained<Row>,
    private readonly settings: ChainSettings,
  ) {
    this.loop = new BackgroundLoop({ name: chained.loop, step: () => this.link(), restMs: 1000, pauseMs: 250, log: settings.log });
  }

  start(): void {
    this.loop.start();
  }

  wake(): void {
    this.loop.wake();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Links a portion of every tenant's waiting entries; true if more may wait. */
  async link(): Promise<boolean> {
    const tenants = await relayRows<{ tenant_id: TenantId }>(this.settings, `select distinct tenant_id from ${this.chained.table} where seq is null`);
    let more = false;
    for (const { tenant_id } of tenants) {
      const head = await this.linkTenant(tenant_id);
      if (!head) continue;
      more ||= head.full;
      this.settings.onHead?.({ tenant: tenant_id, seq: head.seq, hash: head.hash });
    }
    return more;
  }

  private linkTenant(tenant: TenantId): Promise<(ChainHead & { readonly full: boolean }) | undefined> {
    return asRelay(this.settings, async (session) => {
      const { table, columns } = this.chained;
      const [lock, heads, waiting] = await session.script(
        `select pg_try_advisory_xact_lock(${this.lockOf(tenant)}) as mine`,
        `select seq, hash from ${table} where tenant_id = ${literal(tenant)} and seq is not null order by seq desc limit 1`,
        `select ${columns} from ${table} where tenant_id = ${literal(tenant)} and seq is null order by ord limit ${portion}`,
      );
      const entries = (lock!.rows as { mine: boolean }[])[0]!.mine ? (waiting!.rows as Row[]) : [];
      if (!entries.length) return { value: undefined, statements: [] };
      const head = (heads!.rows as { seq: bigint; hash: Uint8Array }[])[0] ?? { seq: 0n, hash: new Uint8Array() };
      const links = this.linksOf(entries, head);
      const last = links.at(-1)!;
      return { value: { tenant, seq: last.seq, hash: last.hash, full: entries.length === portion }, statements: [updateSql(table, tenant, links)] };
    });
  }

  private linksOf(entries: readonly Row[], head: { readonly seq: bigint; readonly hash: Uint8Array }): Link[] {
    let { seq, hash } = head;
    return entries.map((entry) => {
      const previous = hash;
      seq += 1n;
      hash = linkHash(this.chained.parts(entry), seq, previous);
      return { id: entry.id, seq, previous, hash };
    });
  }

  private lockOf(tenant: TenantId): bigint {
    return createHash('sha256').update(`${this.chained.lock}\0${this.settings.names.schema}\0${tenant}`).digest().readBigInt64BE();
  }
}

interface Link {
  readonly id: string;
  readonly seq: bigint;
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
}

function updateSql(table: string, tenant: TenantId, links: readonly Link[]): string {
  const rows = links.map((link) => `(${literal(link.id)}::uuid,${link.seq}::bigint,${literal(link.previous)},${literal(link.hash)})`);
  return `update ${table} e set seq = l.seq, prev_hash = l.previous, hash = l.hash
    from (values ${rows.join(',')}) l (id, seq, previous, hash) where e.tenant_id = ${literal(tenant)} and e.id = l.id`;
}
