import { Injectable } from '@nestjs/common';
import { CaseMessageSchema, type PlainOf } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { RecordParts, Records, type Draft, type Page, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

type CaseMessage = PlainOf<typeof CaseMessageSchema>;

/** Conversations of cases, sealed as the cases are. */
@Injectable()
export class CaseMessageStore extends Records<typeof CaseMessageSchema> {
  constructor(parts: RecordParts) {
    super(CaseMessageSchema, parts);
  }

  /** One page of a conversation, oldest first; what is internal only for who may read notes. */
  of(tx: Tx, caseId: string, page: { readonly pageSize: number; readonly pageToken: string }): Promise<Page<CaseMessage>> {
    const request = { ...page, filter: '', orderBy: 'created_at', fields: '', showDeleted: false, count: false };
    const shown = tx.call.rights.scope('case-notes.read') ? sql`` : sql`and not t.internal`;
    return this.page(tx, request, { inAddress: true, within: sql<boolean>`t.case_id = ${caseId}::uuid ${shown}` });
  }

  /** One message. Throws `NOT_FOUND` for what is internal too, unless the caller may read notes. */
  async shown(tx: Tx, id: string): Promise<CaseMessage> {
    const message = await this.get(tx, id);
    if (message.internal && !tx.call.rights.scope('case-notes.read')) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: this.shape.noun } });
    return message;
  }

  /** Every message of a case. */
  async idsOf(tx: Tx, caseId: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`select id from case_messages where tenant_id = ${tx.call.tenant} and case_id = ${caseId}::uuid`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }

  /** Adds a message that was written at another moment than this. */
  async insertAt(tx: Tx, draft: Draft<CaseMessage>, at: Date): Promise<CaseMessage> {
    const message = await this.insert(tx, draft);
    tx.later(sql`update case_messages set created_at = ${at}, updated_at = ${at} where tenant_id = ${tx.call.tenant} and id = ${message.id}::uuid`);
    return { ...message, createdAt: at };
  }
}
