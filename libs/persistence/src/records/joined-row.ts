import type { KeyRow } from './keyring.js';
import type { Identity, Row } from './sealing.js';

/** A record's row joined with the key of whose it is. */
export interface JoinedRow extends Row {
  readonly id: string;
  readonly tenant_id: string;
  readonly subject: string;
}

/** The joined key. */
export function keyOf(row: JoinedRow): KeyRow {
  return {
    subject: row['key.subject'] as string,
    generation: row['key.generation'] as number,
    kek_id: row['key.kek_id'] as string,
    wrapped: row['key.wrapped'] as Uint8Array,
  };
}

/** What the row's envelopes are bound to. */
export function identityOf(row: JoinedRow): Identity {
  return { tenant: row.tenant_id, id: row.id, subject: row.subject };
}
