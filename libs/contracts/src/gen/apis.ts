import { AuditService, BookService, CompanyService, ContactService, CorrectionService, CustomFieldService, FollowService, NameService, NoteService, NotificationService, RelationService, SearchService, TagService, TaskService, TimelineService, ViewService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  audit: AuditService,
  book: BookService,
  companies: CompanyService,
  contacts: ContactService,
  corrections: CorrectionService,
  customFields: CustomFieldService,
  follow: FollowService,
  name: NameService,
  notes: NoteService,
  notifications: NotificationService,
  relations: RelationService,
  search: SearchService,
  tag: TagService,
  tasks: TaskService,
  timeline: TimelineService,
  views: ViewService,
} as const;
