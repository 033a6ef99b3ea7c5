import { AiLedgerService, AiSettingsService, AuditService, BookService, CallService, CompanyService, ContactService, CustomFieldService, NoteService, RelationService, SearchService, TimelineService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  aiLedger: AiLedgerService,
  aiSettings: AiSettingsService,
  audit: AuditService,
  book: BookService,
  calls: CallService,
  companies: CompanyService,
  contacts: ContactService,
  customFields: CustomFieldService,
  notes: NoteService,
  relations: RelationService,
  search: SearchService,
  timeline: TimelineService,
} as const;
