import { AiLedgerService, AiSettingsService, AuditService, BookService, CallService, CompanyService, ConsentService, ContactService, CustomFieldService, DecisionService, LinkService, NoteService, PurposeService, RelationService, SearchService, TimelineService } from './index.js';

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
  link: LinkService,
  notes: NoteService,
  purposes: PurposeService,
  relations: RelationService,
  search: SearchService,
  timeline: TimelineService,
} as const;
