import { createHash } from 'node:crypto';
import type { TenantId } from '@rapport/kernel';

/** An entry as it is chained; nothing that the chain protects is left out. */
export interface AuditEntry {
  readonly tenant_id: TenantId;
  readonly id: string;
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

/** The columns of `audit_entries` that make an entry. */
export const auditColumns = `tenant_id, id, (extract(epoch from at) * 1000000)::bigint as at_us, principal, principal_kind, roles, call, trace, action, noun, ids, fields`;

const format = 1;

/**
 * The entry's link: SHA-256 over the format's number, the previous hash (empty before the first), the sequence number, and each field
 * in the order of `AuditEntry`, every text with its length before it and every list with its count, so that no two entries read the same.
 */
export function linkHash(entry: AuditEntry, seq: bigint, previous: Uint8Array): Buffer {
  const hash = createHash('sha256');
  const text = (value: string | null) => {
    const bytes = Buffer.from(value ?? '');
    hash.update(number(value === null ? -1 : bytes.length)).update(bytes);
  };
  const list = (values: readonly string[]) => {
    hash.update(number(values.length));
    values.forEach(text);
  };
  hash.update(number(format)).update(number(previous.length)).update(previous);
  text(String(seq));
  for (const value of [entry.tenant_id, entry.id, String(entry.at_us), entry.principal, entry.principal_kind]) text(value);
  list(entry.roles);
  for (const value of [entry.call, entry.trace, entry.action, entry.noun]) text(value);
  list(entry.ids);
  list(entry.fields);
  return hash.digest();
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
