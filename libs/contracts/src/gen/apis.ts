import { AssignmentService, AuditService, BookService, CompanyService, ConsentService, ContactService, CustomFieldService, DealService, DecisionService, FollowService, LeadService, LinkService, NameService, NoteService, NotificationService, PipelineService, PurposeService, RelationService, SearchService, TagService, TaskService, TimelineService, ViewService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  assignment: AssignmentService,
  audit: AuditService,
  book: BookService,
  companies: CompanyService,
  consent: ConsentService,
  contacts: ContactService,
  customFields: CustomFieldService,
  deals: DealService,
  decision: DecisionService,
  follow: FollowService,
  leads: LeadService,
  link: LinkService,
  name: NameService,
  notes: NoteService,
  notifications: NotificationService,
  pipelines: PipelineService,
  purposes: PurposeService,
  relations: RelationService,
  search: SearchService,
  tag: TagService,
  tasks: TaskService,
  timeline: TimelineService,
  views: ViewService,
} as const;
