import { ArticleService, AuditService, BookService, CaseMessageService, CaseService, ChatService, CompanyService, ContactService, CustomFieldService, DeskSettingsService, FollowService, NameService, NoteService, NotificationService, PublishedArticleService, RelationService, SearchService, TagService, TaskService, TimelineService, ViewService } from './index.js';

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
  follow: FollowService,
  name: NameService,
  notes: NoteService,
  notifications: NotificationService,
  publishedArticle: PublishedArticleService,
  relations: RelationService,
  search: SearchService,
  tag: TagService,
  tasks: TaskService,
  timeline: TimelineService,
  views: ViewService,
} as const;
