import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Which entries are wanted; empty texts narrow nothing. */
export interface AuditQuery {
  readonly noun: string;
  readonly recordId: string;
  readonly actorId: string;
  readonly action: string;
  readonly pageSize: number;
  readonly pageToken: string;
}

/** One read or change. */
export interface AuditLine {
  readonly id: string;
  readonly seq: bigint;
  readonly at: Date;
  readonly actorId: string;
  readonly role: string;
  readonly action: string;
  readonly noun: string;
  readonly recordIds: string[];
  readonly fields: string[];
  readonly traceId: string;
}

type Row = Omit<AuditLine, 'at'> & { readonly at: Date; readonly exactly: string };

/** Reads the audit, newest first. Writing it is the unit of work's, linking it the chain's. */
@Injectable()
export class AuditStore {
  constructor(private readonly parts: RecordParts) {}

  async page(tx: Tx, query: AuditQuery): Promise<{ entries: AuditLine[]; nextPageToken: string }> {
    const size = query.pageSize || 50;
    const { tenant } = tx.call;
    const list = { tenant, list: 'audit', filter: JSON.stringify([query.noun, query.recordId, query.actorId, query.action]), order: '' };
    const position = this.parts.tokens.read(list, query.pageToken);
    const conditions = [
      sql`tenant_id = ${tenant}`,
      ...(query.noun ? [sql`noun = ${query.noun}`] : []),
      ...(query.recordId ? [sql`ids @> ${[query.recordId]}::text[]`] : []),
      ...(query.actorId ? [sql`principal = ${query.actorId}`] : []),
      ...(query.action ? [sql`action = ${query.action}`] : []),
      ...(position ? [sql`(at, id) < (${position.value}::timestamptz, ${position.id}::uuid)`] : []),
    ];
    const { rows } =
      await sql<Row>`select id, coalesce(seq, 0) as seq, at, at::text as exactly, principal as "actorId", array_to_string(roles, ',') as role, action, noun,
        ids as "recordIds", fields, coalesce(trace, '') as "traceId"
      from audit_entries where ${sql.join(conditions, sql` and `)} order by at desc, id desc limit ${size + 1}`.execute(tx.sql);
    const { shown, nextPageToken } = this.parts.tokens.cut(list, rows, size, ({ exactly, id }) => ({ value: exactly, id }));
    return {
      entries: shown.map(({ exactly: _, ...line }) => line),
      nextPageToken,
    };
  }

  /** The hash of the chain's newest link, hexadecimal; empty while nothing is linked. */
  async head(tx: Tx): Promise<string> {
    const { rows } = await sql<{ head: string }>`select encode(hash, 'hex') as head from audit_entries
      where tenant_id = ${tx.call.tenant} and seq is not null order by seq desc limit 1`.execute(tx.sql);
    return rows[0]?.head ?? '';
  }
}
