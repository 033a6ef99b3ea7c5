import { createHash } from 'node:crypto';
import type { Log, TenantId } from '@rapport/kernel';
import { literal } from '../database/sql-literal.js';
import { BackgroundLoop } from '../work/background-loop.js';
import { asRelay, relayRows, type Background } from '../work/relay-transaction.js';
import { auditColumns, linkHash, type AuditEntry } from './audit-entry.js';

/** The last link of a tenant's chain. Whoever keeps it elsewhere can tell later whether the chain's end was cut off. */
export interface AuditHead {
  readonly tenant: TenantId;
  readonly seq: bigint;
  readonly hash: Uint8Array;
}

/** A chain and where its heads are made known. */
export interface AuditChainSettings extends Background {
  readonly log: Log;
  /** Told of each new head after it is committed, to keep it somewhere this database's administrator cannot reach. */
  readonly onHead?: (head: AuditHead) => void;
}

const portion = 500;

/** Links audit entries into one hash chain per tenant, in the order they became visible, soon after their commit. Any number may run. */
export class AuditChain {
  private readonly loop: BackgroundLoop;

  constructor(private readonly settings: AuditChainSettings) {
    this.loop = new BackgroundLoop({ name: 'audit-chain', step: () => this.link(), restMs: 1000, pauseMs: 250, log: settings.log });
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
    const tenants = await relayRows<{ tenant_id: TenantId }>(this.settings, 'select distinct tenant_id from audit_entries where seq is null');
    let more = false;
    for (const { tenant_id } of tenants) {
      const head = await this.linkTenant(tenant_id);
      if (!head) continue;
      more ||= head.full;
      this.settings.log.info('audit-head', {
        schema: this.settings.names.schema,
        tenant: tenant_id,
        position: Number(head.seq),
        headHash: Buffer.from(head.hash).toString('hex'),
      });
      this.settings.onHead?.({ tenant: tenant_id, seq: head.seq, hash: head.hash });
    }
    return more;
  }

  private linkTenant(tenant: TenantId): Promise<(AuditHead & { readonly full: boolean }) | undefined> {
    return asRelay(this.settings, async (session) => {
      const [lock, heads, waiting] = await session.script(
        `select pg_try_advisory_xact_lock(${this.lockOf(tenant)}) as mine`,
        `select seq, hash from audit_entries where tenant_id = ${literal(tenant)} and seq is not null order by seq desc limit 1`,
        `select ${auditColumns} from audit_entries where tenant_id = ${literal(tenant)} and seq is null order by ord limit ${portion}`,
      );
      const entries = (lock!.rows as { mine: boolean }[])[0]!.mine ? (waiting!.rows as AuditEntry[]) : [];
      if (!entries.length) return { value: undefined, statements: [] };
      const head = (heads!.rows as { seq: bigint; hash: Uint8Array }[])[0] ?? { seq: 0n, hash: new Uint8Array() };
      const links = linksOf(entries, head);
      const last = links.at(-1)!;
      return { value: { tenant, seq: last.seq, hash: last.hash, full: entries.length === portion }, statements: [updateSql(tenant, links)] };
    });
  }

  private lockOf(tenant: TenantId): bigint {
    return createHash('sha256').update(`audit\0${this.settings.names.schema}\0${tenant}`).digest().readBigInt64BE();
  }
}

interface Link {
  readonly id: string;
  readonly seq: bigint;
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
}

function linksOf(entries: readonly AuditEntry[], head: { readonly seq: bigint; readonly hash: Uint8Array }): Link[] {
  let { seq, hash } = head;
  return entries.map((entry) => {
    const previous = hash;
    seq += 1n;
    hash = linkHash(entry, seq, previous);
    return { id: entry.id, seq, previous, hash };
  });
}

function updateSql(tenant: TenantId, links: readonly Link[]): string {
  const rows = links.map((link) => `(${literal(link.id)}::uuid,${link.seq}::bigint,${literal(link.previous)},${literal(link.hash)})`);
  return `update audit_entries e set seq = l.seq, prev_hash = l.previous, hash = l.hash
    from (values ${rows.join(',')}) l (id, seq, previous, hash) where e.tenant_id = ${literal(tenant)} and e.id = l.id`;
}
