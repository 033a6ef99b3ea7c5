import { AssignmentService, AuditService, BookService, CompanyService, ContactService, CustomFieldService, DealService, LeadService, NoteService, PipelineService, RelationService, SearchService, TimelineService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  assignment: AssignmentService,
  audit: AuditService,
  book: BookService,
  companies: CompanyService,
  contacts: ContactService,
  customFields: CustomFieldService,
  deals: DealService,
  leads: LeadService,
  notes: NoteService,
  pipelines: PipelineService,
  relations: RelationService,
  search: SearchService,
  timeline: TimelineService,
} as const;
