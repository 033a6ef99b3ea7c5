import { AuditService, BookService, CompanyService, ConsentService, ContactService, CustomFieldService, DecisionService, FollowService, LinkService, NameService, NoteService, NotificationService, PurposeService, RelationService, SearchService, TagService, TaskService, TimelineService, ViewService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  audit: AuditService,
  book: BookService,
  companies: CompanyService,
  consent: ConsentService,
  contacts: ContactService,
  customFields: CustomFieldService,
  decision: DecisionService,
  follow: FollowService,
  link: LinkService,
  name: NameService,
  notes: NoteService,
  notifications: NotificationService,
  purposes: PurposeService,
  relations: RelationService,
  search: SearchService,
  tag: TagService,
  tasks: TaskService,
  timeline: TimelineService,
  views: ViewService,
} as const;
