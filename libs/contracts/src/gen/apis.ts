import { AssignmentService, AuditService, BookService, CompanyService, ContactService, CustomFieldService, DealService, FollowService, LeadService, NameService, NoteService, NotificationService, PipelineService, RelationService, SearchService, TagService, TaskService, TimelineService, ViewService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  assignment: AssignmentService,
  audit: AuditService,
  book: BookService,
  companies: CompanyService,
  contacts: ContactService,
  customFields: CustomFieldService,
  deals: DealService,
  follow: FollowService,
  leads: LeadService,
  name: NameService,
  notes: NoteService,
  notifications: NotificationService,
  pipelines: PipelineService,
  relations: RelationService,
  search: SearchService,
  tag: TagService,
  tasks: TaskService,
  timeline: TimelineService,
  views: ViewService,
} as const;
