import type { TenantId } from '@rapport/kernel';
import type { LinkParts } from './link-hash.js';

/** An append-only table whose rows are linked by hashes, one chain per tenant. It has the columns `tenant_id`, `id`, `ord`, `seq`, `prev_hash` and `hash`; the relay role may read it and set the last three. */
export interface Chained<Row extends ChainedRow> {
  readonly table: string;
  /** The columns that make an entry, as SQL; `tenant_id` and `id` among them. */
  readonly columns: string;
  /** What the hash protects of a row; what is left out can change unseen. */
  parts(row: Row): LinkParts;
  /** Names the lock under which one process links at a time. */
  readonly lock: string;
  /** Names the background loop, for the log. */
  readonly loop: string;
}

/** What every chained row has. */
export interface ChainedRow {
  readonly tenant_id: TenantId;
  readonly id: string;
}

/** The last link of a tenant's chain. Whoever keeps it elsewhere can tell later whether the chain's end was cut off. */
export interface ChainHead {
  readonly tenant: TenantId;
  readonly seq: bigint;
  readonly hash: Uint8Array;
}
