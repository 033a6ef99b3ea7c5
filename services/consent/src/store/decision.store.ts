import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** A decision as it was made. */
export interface DecisionRow {
  readonly id: string;
  readonly contactId: string;
  readonly purpose: string;
  readonly channel: string;
  readonly allowed: boolean;
  readonly reason: string;
  readonly consentId: string;
  readonly forWhat: string;
  readonly decidedAt: Date;
  readonly askedBy: string;
}

/** What is new in a decision that is to be recorded. */
export type DecisionDraft = Omit<DecisionRow, 'id' | 'decidedAt' | 'askedBy'>;

type Read = DecisionRow & { readonly exactly: string };

/** Decisions as they are kept: added, never changed. */
@Injectable()
export class DecisionStore {
  constructor(private readonly parts: RecordParts) {}

  /** Records decisions that were made for one thing; answers their ids, in the order given. */
  record(tx: Tx, drafts: readonly DecisionDraft[]): string[] {
    const kept = drafts.map((draft) => ({ id: this.parts.ids.next() as string, draft }));
    const values = kept.map(
      ({ id, draft }) => sql`(${tx.call.tenant}, ${id}::uuid, ${draft.contactId}::uuid, ${draft.purpose}, ${draft.channel}, ${draft.allowed}, ${draft.reason},
        ${draft.consentId || null}::uuid, ${draft.forWhat}, ${tx.now}::timestamptz, ${tx.call.principal.id})`,
    );
    tx.later(
      sql`insert into decisions (tenant_id, id, contact_id, purpose, channel, allowed, reason, consent_id, for_what, decided_at, asked_by) values ${sql.join(values)}`,
    );
    return kept.map(({ id }) => id);
  }

  /** One page of the decisions about a person, the newest first. */
  async page(tx: Tx, contactId: string, page: { readonly pageSize: number; readonly pageToken: string }) {
    const size = page.pageSize || 50;
    const list = { tenant: tx.call.tenant, list: `decisions ${contactId}`, filter: '', order: '' };
    const position = this.parts.tokens.read(list, page.pageToken);
    const before = position ? sql`and (decided_at, id) < (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const { rows } = await sql<Read>`select id, contact_id as "contactId", purpose, channel, allowed, reason, coalesce(consent_id::text, '') as "consentId",
        for_what as "forWhat", decided_at as "decidedAt", decided_at::text as exactly, asked_by as "askedBy"
      from decisions where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}::uuid ${before} order by decided_at desc, id desc limit ${size + 1}`.execute(
      tx.sql,
    );
    const { shown, nextPageToken } = this.parts.tokens.cut(list, rows, size, ({ exactly, id }) => ({ value: exactly, id }));
    return { decisions: shown as DecisionRow[], nextPageToken };
  }
}
