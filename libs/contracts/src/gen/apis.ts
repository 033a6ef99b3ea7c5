import { ArticleService, AuditService, BookService, CaseMessageService, CaseService, ChatService, CompanyService, ContactService, CustomFieldService, DeskSettingsService, NoteService, PublishedArticleService, RelationService, SearchService, TimelineService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  articles: ArticleService,
  audit: AuditService,
  book: BookService,
  caseMessages: CaseMessageService,
  cases: CaseService,
  chats: ChatService,
  companies: CompanyService,
  contacts: ContactService,
  customFields: CustomFieldService,
  deskSettings: DeskSettingsService,
  notes: NoteService,
  publishedArticle: PublishedArticleService,
  relations: RelationService,
  search: SearchService,
  timeline: TimelineService,
} as const;
