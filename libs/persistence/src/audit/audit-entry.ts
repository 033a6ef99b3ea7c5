import type { Chained, ChainedRow } from '../chain/chained.js';

/** An entry as it is chained; nothing that the chain protects is left out. */
export interface AuditEntry extends ChainedRow {
  /** Microseconds since 1970. */
  readonly at_us: bigint;
  readonly principal: string;
  readonly principal_kind: string;
  readonly roles: readonly string[];
  readonly call: string;
  readonly trace: string | null;
  readonly action: string;
  readonly noun: string;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
}

/** The audit of every service as a chain. */
export const auditChained: Chained<AuditEntry> = {
  table: 'audit_entries',
  columns: `tenant_id, id, (extract(epoch from at) * 1000000)::bigint as at_us, principal, principal_kind, roles, call, trace, action, noun, ids, fields`,
  lock: 'audit',
  loop: 'audit-chain',
  parts: (row) => [
    row.tenant_id,
    row.id,
    String(row.at_us),
    row.principal,
    row.principal_kind,
    row.roles,
    row.call,
    row.trace,
    row.action,
    row.noun,
    row.ids,
    row.fields,
  ],
};
