import { Injectable } from '@nestjs/common';
import { AppError } from '@rapport/kernel';
import { PageTokens, RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { CustomerRef } from './customer.stores.js';

/** Two customers that belong together: `from` is `role` of or at `to`. */
export interface Relation {
  readonly id: string;
  readonly from: CustomerRef;
  readonly to: CustomerRef;
  readonly role: string;
  readonly since: string;
  readonly until: string;
  readonly etag: string;
  readonly createdAt: Date;
}

/** Relations, and where the next ones begin. */
export interface RelationPage {
  readonly relations: Relation[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
}

interface Row {
  readonly id: string;
  readonly from_noun: string;
  readonly from_id: string;
  readonly to_noun: string;
  readonly to_id: string;
  readonly role: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly created_at: Date;
  readonly version: bigint;
}

const columns = sql`id, from_noun, from_id, to_noun, to_id, role, since::text, until::text, created_at, version`;

/** Relations as they are kept. They hold ids and a role, nothing personal. */
@Injectable()
export class RelationStore {
  private readonly tokens: PageTokens;

  constructor(parts: RecordParts) {
    this.tokens = parts.tokens;
  }

  /** Throws `ALREADY_EXISTS` for a relation that stands. */
  async insert(tx: Tx, id: string, { from, to, role, since, until }: Omit<Relation, 'id' | 'etag' | 'createdAt'>): Promise<Relation> {
    const { rows } = await sql<Row>`insert into relations (tenant_id, id, from_noun, from_id, to_noun, to_id, role, since, until, created_at)
      values (${tx.call.tenant}, ${id}, ${from.noun}, ${from.id}, ${to.noun}, ${to.id}, ${role}, ${since || null}, ${until || null}, ${tx.now})
      on conflict (tenant_id, from_id, to_id, role) where deleted_at is null do nothing returning ${columns}`.execute(tx.sql);
    if (!rows[0]) throw new AppError('conflict', 'ALREADY_EXISTS', { params: { noun: 'relation', field: 'role' } });
    return relationOf(rows[0]);
  }

  /** One page of the standing relations of one customer, on either side, oldest first. */
  async page(tx: Tx, id: string, { pageSize, pageToken }: { readonly pageSize: number; readonly pageToken: string }): Promise<RelationPage> {
    const size = pageSize || 200;
    const list = { tenant: tx.call.tenant, list: `relations ${id}`, filter: '', order: '' };
    const position = this.tokens.read(list, pageToken);
    const after = position ? sql`and (created_at, id) > (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const { rows } = await sql<Row & { readonly at: string }>`select ${columns}, created_at::text as at from relations
      where tenant_id = ${tx.call.tenant} and deleted_at is null and (from_id = ${id}::uuid or to_id = ${id}::uuid) ${after}
      order by created_at, id limit ${size + 1}`.execute(tx.sql);
    const { shown, nextPageToken } = this.tokens.cut(list, rows, size, ({ at, id }) => ({ value: at, id }));
    return { relations: shown.map(relationOf), nextPageToken };
  }

  /** One standing relation, locked for a change; nothing when there is none. */
  async find(tx: Tx, id: string): Promise<Relation | undefined> {
    const { rows } = await sql<Row>`select ${columns} from relations
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid and deleted_at is null for update`.execute(tx.sql);
    return rows[0] && relationOf(rows[0]);
  }

  async change(tx: Tx, id: string, { role, since, until }: Pick<Relation, 'role' | 'since' | 'until'>): Promise<Relation> {
    const { rows } = await sql<Row>`update relations set role = ${role}, since = ${since || null}, until = ${until || null}, version = version + 1
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid returning ${columns}`.execute(tx.sql);
    return relationOf(rows[0]!);
  }

  async end(tx: Tx, id: string): Promise<void> {
    await sql`update relations set deleted_at = ${tx.now} where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`.execute(tx.sql);
  }
}

function relationOf(row: Row): Relation {
  return {
    id: row.id,
    from: { noun: row.from_noun, id: row.from_id },
    to: { noun: row.to_noun, id: row.to_id },
    role: row.role,
    since: row.since ?? '',
    until: row.until ?? '',
    etag: `v${row.version}`,
    createdAt: row.created_at,
  };
}
