import { AiLedgerService, AiSettingsService, AuditService, BookService, CompanyService, ContactService, CustomFieldService, NoteService, RelationService, SearchService, TimelineService } from './index.js';

/** Services that have REST routes, by the names that clients call them. Generated. */
export const apis = {
  aiLedger: AiLedgerService,
  aiSettings: AiSettingsService,
  audit: AuditService,
  book: BookService,
  companies: CompanyService,
  contacts: ContactService,
  customFields: CustomFieldService,
  notes: NoteService,
  relations: RelationService,
  search: SearchService,
  timeline: TimelineService,
} as const;
