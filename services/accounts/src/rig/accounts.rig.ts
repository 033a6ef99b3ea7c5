import {
  AuditService,
  BookService,
  CompanyService,
  ContactService,
  CorrectionService,
  CustomFieldService,
  FollowService,
  NameService,
  NoteService,
  NotificationService,
  RelationService,
  SearchService,
  TagService,
  TaskService,
  TimelineService,
  ViewService,
} from '@rapport/contracts';
import { openHouse, type OpenHouse, type Visitor as VisitorOf } from '@rapport/runtime/testing';
import { openRealParts } from '@rapport/testing';
import { accounts } from '../index.js';

/** Every service of the accounts contracts. */
const doors = {
  contacts: ContactService,
  companies: CompanyService,
  relations: RelationService,
  notes: NoteService,
  timeline: TimelineService,
  tasks: TaskService,
  views: ViewService,
  notifications: NotificationService,
  follows: FollowService,
  names: NameService,
  tags: TagService,
  corrections: CorrectionService,
  search: SearchService,
  fields: CustomFieldService,
  book: BookService,
  audit: AuditService,
} as const;

/** Somebody at the front door of accounts: `sofia.contacts.getContact({ id })`. */
export type Visitor = VisitorOf<typeof doors>;

/** The accounts service at work. */
export type OpenAccounts = OpenHouse<typeof doors>;

/** Opens the service as an installation does, on the real parts where the environment names them. */
export async function openAccounts(): Promise<OpenAccounts> {
  return openHouse([accounts], doors, await openRealParts());
}
