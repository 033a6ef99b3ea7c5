import type { TenantId } from '@rapport/kernel';
import type { ChainHead } from '../chain/chained.js';
import { HashChain, type ChainSettings } from '../chain/hash-chain.js';
import { tenantsChained, verifyChain, type ChainVerdict } from '../chain/verify-chain.js';
import type { Background } from '../work/relay-transaction.js';
import { auditChained, type AuditEntry } from './audit-entry.js';

/** Links audit entries into one hash chain per tenant, and tells the log of each new head. */
export class AuditChain extends HashChain<AuditEntry> {
  constructor(settings: ChainSettings) {
    super(auditChained, {
      ...settings,
      onHead: (head) => {
        const { tenant, seq, hash } = head;
        settings.log.info('audit-head', { schema: settings.names.schema, tenant, position: Number(seq), headHash: Buffer.from(hash).toString('hex') });
        settings.onHead?.(head);
      },
    });
  }
}

/** Walks a tenant's audit, as `verifyChain` does. */
export function verifyAudit(background: Background, tenant: TenantId, known?: Pick<ChainHead, 'seq' | 'hash'>): Promise<ChainVerdict> {
  return verifyChain(auditChained, background, tenant, known);
}

/** The tenants that have an audit. */
export function tenantsAudited(background: Background): Promise<TenantId[]> {
  return tenantsChained(auditChained, background);
}
