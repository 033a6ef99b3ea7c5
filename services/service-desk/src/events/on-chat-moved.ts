import { Injectable } from '@nestjs/common';
import { CaseUpdatedSchema, ChatMovedSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { CaseConversation } from '../store/case.conversation.js';
import { ChatStore } from '../store/chat.store.js';

/** A visitor turned out to be a customer: the case that their chat had led to before becomes the customer's too, sealed with their key. */
@Injectable()
export class OnChatMoved {
  constructor(
    private readonly chats: ChatStore,
    private readonly conversation: CaseConversation,
  ) {}

  @On(ChatMovedSchema)
  async giveCase(tx: Tx, { chatId }: Said<typeof ChatMovedSchema>): Promise<void> {
    const found = await this.chats.caseOf(tx, chatId);
    if (!found) return;
    const { contactId, caseId } = found;
    if (await this.conversation.giveTo(tx, caseId, contactId)) tx.say(CaseUpdatedSchema, { caseId, contactId, fields: ['contact_id'] });
  }
}
