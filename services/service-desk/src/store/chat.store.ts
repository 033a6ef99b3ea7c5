import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ChatSchema } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { RecordParts, Records, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Chats as they are kept. */
@Injectable()
export class ChatStore extends Records<typeof ChatSchema> {
  constructor(private readonly links: RecordParts) {
    super(ChatSchema, links);
  }

  /** Gives a chat a token by which a visitor is known; only its fingerprint stays here. */
  giveToken(tx: Tx, id: string): string {
    const token = randomBytes(32).toString('base64url');
    tx.later(sql`update chats set visitor_key = ${fingerprint(token)} where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`);
    return token;
  }

  /** The chat of whoever holds this token. Throws `CHAT_TOKEN_SPENT`. */
  async idOfToken(tx: Tx, token: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`select id from chats where tenant_id = ${tx.call.tenant} and visitor_key = ${fingerprint(token)}`.execute(
      tx.sql,
    );
    if (!rows[0]) throw new AppError('conflict', 'CHAT_TOKEN_SPENT');
    return rows[0].id;
  }

  /** Makes a visitor's chat a customer's; the token opens it no longer. False when it is somebody's already. */
  async identify(tx: Tx, id: string, contactId: string): Promise<boolean> {
    const { rows } = await sql`update chats set contact_id = ${contactId}::uuid, visitor_key = null, version = version + 1, updated_at = ${tx.now}
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid and contact_id is null returning id`.execute(tx.sql);
    if (rows.length === 0) return false;
    tx.later(sql`update chat_messages set contact_id = ${contactId}::uuid where tenant_id = ${tx.call.tenant} and chat_id = ${id}::uuid`);
    return true;
  }

  /** How many chats strangers began since, up to a number; those who signed in meanwhile count no more. */
  async begunByVisitors(tx: Tx, since: Date, most: number): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from chats
      where tenant_id = ${tx.call.tenant} and created_at > ${since} and visitor_key is not null limit ${most}) c`.execute(tx.sql);
    return rows[0]!.n;
  }

  /** The customer and the case of a chat that has both. */
  async caseOf(tx: Tx, id: string): Promise<{ readonly contactId: string; readonly caseId: string } | undefined> {
    const { rows } = await sql<{ contactId: string; caseId: string }>`select contact_id as "contactId", case_id as "caseId" from chats
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid and contact_id is not null and case_id is not null`.execute(tx.sql);
    return rows[0];
  }

  /** A person's chats. */
  async idsOf(tx: Tx, contactId: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`select id from chats where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}::uuid`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }

  /** Destroys a chat's key. */
  shred(tx: Tx, id: string): Promise<void> {
    return this.links.keyring.shred(tx, id, { noun: 'chat', id });
  }
}

function fingerprint(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
