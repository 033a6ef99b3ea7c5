import { fileURLToPath } from 'node:url';
import type { Service } from '@rapport/runtime';
import { ArticleApi } from './api/article.api.js';
import { CaseMessageApi } from './api/case-message.api.js';
import { CaseSortingApi } from './api/case-sorting.api.js';
import { CaseApi } from './api/case.api.js';
import { ChatApi } from './api/chat.api.js';
import { DeskSettingsApi } from './api/desk-settings.api.js';
import { PublishedArticleApi } from './api/published-article.api.js';
import { VisitorChatApi } from './api/visitor-chat.api.js';
import { DemoKnowledge } from './demo.knowledge.js';
import { DeskDemo } from './demo.js';
import { OnChatMoved } from './events/on-chat-moved.js';
import { OnContactErased } from './events/on-contact-erased.js';
import { ArticleVersionStore } from './store/article-version.store.js';
import { ArticleStore } from './store/article.store.js';
import { CaseConversation } from './store/case.conversation.js';
import { CaseMessageStore } from './store/case-message.store.js';
import { CaseSorter } from './store/case.sorter.js';
import { CaseSortingStore } from './store/case-sorting.store.js';
import { CaseStore } from './store/case.store.js';
import { ChatMessageStore } from './store/chat-message.store.js';
import { ChatDesk } from './store/chat.desk.js';
import { ChatEraser } from './store/chat.eraser.js';
import { ChatStore } from './store/chat.store.js';
import { DeskCases } from './store/desk.cases.js';
import { DeskSettingsStore } from './store/desk-settings.store.js';
import { PublishedArticleStore } from './store/published-article.store.js';

/** The service desk: the knowledge base, cases of customers and their conversations, chats. */
export const serviceDesk: Service = {
  name: 'service-desk',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [ArticleApi, PublishedArticleApi, CaseApi, CaseMessageApi, CaseSortingApi, ChatApi, VisitorChatApi, DeskSettingsApi],
  ears: [OnContactErased, OnChatMoved],
  demo: DeskDemo,
  erasers: { chat: ChatEraser },
  unique: { cases_chat: { noun: 'case', field: 'chat_id' } },
  providers: [
    DemoKnowledge,
    ArticleStore,
    ArticleVersionStore,
    PublishedArticleStore,
    CaseStore,
    CaseMessageStore,
    CaseConversation,
    CaseSortingStore,
    CaseSorter,
    ChatStore,
    ChatMessageStore,
    ChatDesk,
    ChatEraser,
    DeskCases,
    DeskSettingsStore,
  ],
};
