import { Injectable } from '@nestjs/common';
import { AuthorKind, ChatMessagePostedSchema, ChatState } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import { JobQueue, type Tx } from '@rapport/persistence';

/** A customer wrote where it is the assistant's word: it has something to answer. */
@Injectable()
export class OnChatMessage {
  constructor(private readonly jobs: JobQueue) {}

  @On(ChatMessagePostedSchema)
  async answer(tx: Tx, { chatId, messageId, authorKind, state }: Said<typeof ChatMessagePostedSchema>) {
    if (authorKind !== AuthorKind.CUSTOMER || state !== ChatState.ASSISTANT) return;
    await this.jobs.enqueue(tx, 'answer-chat', { chatId, messageId }, { key: messageId, priority: 5 });
  }
}
