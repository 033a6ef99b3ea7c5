import { AiLedgerService, AiSettingsService, AuditService, BookService, CallService, CompanyService, ConsentService, ContactService, CustomFieldService, DecisionService, FollowService, LinkService, NameService, NoteService, NotificationService, ProposalService, PurposeService, RelationService, SearchService, TagService, TaskService, TimelineService, ViewService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  aiLedger: AiLedgerService,
  aiSettings: AiSettingsService,
  audit: AuditService,
  book: BookService,
  calls: CallService,
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
  proposals: ProposalService,
  purposes: PurposeService,
  relations: RelationService,
  search: SearchService,
  tag: TagService,
  tasks: TaskService,
  timeline: TimelineService,
  views: ViewService,
} as const;
