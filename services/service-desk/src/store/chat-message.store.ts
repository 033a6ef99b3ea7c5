import { Injectable } from '@nestjs/common';
import { ChatMessageSchema, type PlainOf } from '@rapport/contracts';
import { RecordParts, Records, type Page, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

type ChatMessage = PlainOf<typeof ChatMessageSchema>;

/** Messages of chats, sealed with the chats' keys. */
@Injectable()
export class ChatMessageStore extends Records<typeof ChatMessageSchema> {
  constructor(parts: RecordParts) {
    super(ChatMessageSchema, parts);
  }

  /** One page of a chat, oldest first. */
  of(tx: Tx, chatId: string, page: { readonly pageSize: number; readonly pageToken: string }): Promise<Page<ChatMessage>> {
    const request = { ...page, filter: '', orderBy: 'created_at', fields: '', showDeleted: false, count: false };
    return this.page(tx, request, { inAddress: true, within: sql<boolean>`t.chat_id = ${chatId}::uuid` });
  }

  /** The whole chat, up to its last 2,000 messages, oldest first. Rights are the caller's to have checked on the chat. */
  async whole(tx: Tx, chatId: string): Promise<ChatMessage[]> {
    const newest = sql`select m.id from chat_messages m where m.tenant_id = ${tx.call.tenant} and m.chat_id = ${chatId}::uuid order by m.created_at desc, m.id desc limit 2000`;
    const messages = await this.where(tx, sql<boolean>`t.id in (${newest})`);
    return messages.toSorted((one, other) => one.createdAt!.getTime() - other.createdAt!.getTime() || (one.id < other.id ? -1 : 1));
  }

  /** How many messages of one side stand in a chat. */
  async countOf(tx: Tx, chatId: string, authorKind: number): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from chat_messages
      where tenant_id = ${tx.call.tenant} and chat_id = ${chatId}::uuid and author_kind = ${authorKind}`.execute(tx.sql);
    return rows[0]!.n;
  }

  /** The assistant's answer to a message, if there is one. */
  async answerTo(tx: Tx, chatId: string, messageId: string): Promise<ChatMessage | undefined> {
    const [answer] = await this.where(tx, sql<boolean>`t.chat_id = ${chatId}::uuid and t.in_reply_to = ${messageId}::uuid`);
    return answer;
  }
}
