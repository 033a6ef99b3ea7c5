import { Injectable } from '@nestjs/common';
import { ContactErasedSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { CaseMessageStore } from '../store/case-message.store.js';
import { CaseSortingStore } from '../store/case-sorting.store.js';
import { CaseStore } from '../store/case.store.js';
import { ChatEraser } from '../store/chat.eraser.js';
import { PublishedArticleStore } from '../store/published-article.store.js';

@Injectable()
export class OnContactErased {
  constructor(
    private readonly cases: CaseStore,
    private readonly messages: CaseMessageStore,
    private readonly sortings: CaseSortingStore,
    private readonly chats: ChatEraser,
    private readonly articles: PublishedArticleStore,
  ) {}

  @On(ContactErasedSchema)
  async forget(tx: Tx, { contactId }: Said<typeof ContactErasedSchema>): Promise<void> {
    await this.messages.forget(tx, contactId);
    await this.sortings.forget(tx, contactId);
    await this.cases.forget(tx, contactId);
    await this.chats.eraseOf(tx, contactId);
    await this.articles.forgetVoter(tx, contactId);
  }
}
