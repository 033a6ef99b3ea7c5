import { fileURLToPath } from 'node:url';
import type { Service } from '@rapport/runtime';
import { ArticleApi } from './api/article.api.js';
import { CaseMessageApi } from './api/case-message.api.js';
import { CaseApi } from './api/case.api.js';
import { DeskSettingsApi } from './api/desk-settings.api.js';
import { PublishedArticleApi } from './api/published-article.api.js';
import { OnContactErased } from './events/on-contact-erased.js';
import { ArticleVersionStore } from './store/article-version.store.js';
import { ArticleStore } from './store/article.store.js';
import { CaseMessageStore } from './store/case-message.store.js';
import { CaseStore } from './store/case.store.js';
import { DeskCases } from './store/desk.cases.js';
import { DeskSettingsStore } from './store/desk-settings.store.js';
import { PublishedArticleStore } from './store/published-article.store.js';

/** The service desk: the knowledge base, cases of customers and their conversations, chats. */
export const serviceDesk: Service = {
  name: 'service-desk',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [ArticleApi, PublishedArticleApi, CaseApi, CaseMessageApi, DeskSettingsApi],
  ears: [OnContactErased],
  unique: { cases_chat: { noun: 'case', field: 'chat_id' } },
  providers: [ArticleStore, ArticleVersionStore, PublishedArticleStore, CaseStore, CaseMessageStore, DeskCases, DeskSettingsStore],
};
