import type { PiiClassName, Role, Scope } from '@rapport/kernel';
import type { Permission } from './permission.js';

/** The columns of the table, in its order. `pii-phone` has none: it shows a class of field and gives no permission. */
export const columns = ['seller', 'manager', 'agent', 'marketer', 'dpo', 'admin', 'integration', 'customer', 'service'] as const satisfies readonly Role[];

type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];
type Cell = Scope | undefined;

const all = 'tenant';
const team = 'team';
const own = 'own';
const self = 'self';
const no = undefined;

// oxfmt-ignore
/**
 * How far each role's permissions reach.
 * A seller sees the whole base, or duplicates could not be found, and changes what is theirs or their team's.
 * An administrator runs the installation and has no need of the people in it.
 * Purposes and their texts are the data protection officer's; what people said about them is recorded by whoever they said it to. Customers speak for themselves.
 */
export const rights: Readonly<Record<Permission, Row>> = {
  //                      seller manager agent marketer dpo  admin integr. customer service
  'contacts.read':        [all,  all,    all,  all,     all, no,   all,    self,    all],
  'contacts.write':       [team, all,    all,  no,      no,  no,   all,    no,      no],
  'contacts.delete':      [own,  all,    no,   no,      no,  no,   all,    no,      no],
  'companies.read':       [all,  all,    all,  all,     all, no,   all,    no,      all],
  'companies.write':      [team, all,    no,   no,      no,  no,   all,    no,      no],
  'companies.delete':     [own,  all,    no,   no,      no,  no,   all,    no,      no],
  'relations.read':       [all,  all,    all,  all,     all, no,   all,    no,      all],
  'relations.write':      [team, all,    all,  no,      no,  no,   all,    no,      no],
  'notes.read':           [all,  all,    all,  all,     all, no,   all,    no,      all],
  'notes.write':          [own,  all,    own,  no,      no,  no,   all,    no,      no],
  'tasks.read':           [all,  all,    all,  all,     all, no,   all,    no,      all],
  'tasks.write':          [team, all,    team, team,    no,  no,   all,    no,      no],
  'tasks.delete':         [own,  all,    own,  own,     no,  no,   all,    no,      no],
  'views.read':           [team, all,    team, team,    team, no,  no,     no,      no],
  'views.write':          [team, all,    team, team,    team, no,  no,     no,      no],
  'views.delete':         [team, all,    team, team,    team, no,  no,     no,      no],
  'tags.read':            [all,  all,    all,  all,     all, no,   all,    no,      no],
  'notifications.read':   [own,  own,    own,  own,     own, own,  no,     no,      no],
  'notifications.write':  [own,  own,    own,  own,     own, own,  no,     no,      no],
  'follows.read':         [all,  all,    all,  all,     all, no,   no,     no,      no],
  'follows.write':        [all,  all,    all,  all,     no,  no,   no,     no,      no],
  'corrections.read':     [all,  all,    all,  no,      all, no,   no,     self,    no],
  'corrections.write':    [all,  all,    all,  no,      no,  no,   no,     self,    no],
  'corrections.decide':   [team, all,    all,  no,      no,  no,   no,     no,      no],
  'timeline.read':        [all,  all,    all,  all,     all, no,   all,    no,      all],
  'timeline.write':       [team, all,    all,  no,      no,  no,   all,    no,      all],
  'search.read':          [all,  all,    all,  all,     all, no,   all,    no,      no],
  'teams.read':           [all,  all,    all,  all,     all, all,  all,    no,      all],
  'colleagues.meet':      [all,  all,    all,  all,     all, all,  no,     no,      all],
  'book.handover':        [own,  all,    no,   no,      no,  no,   no,     no,      no],
  'custom-fields.read':   [all,  all,    all,  all,     all, all,  all,    no,      all],
  'custom-fields.write':  [no,   no,     no,   no,      no,  all,  no,     no,      no],
  'leads.read':           [team, all,    own,  all,     all, no,   all,    no,      all],
  'leads.write':          [team, all,    own,  no,      no,  no,   all,    no,      all],
  'leads.delete':         [own,  all,    no,   no,      no,  no,   all,    no,      no],
  'deals.read':           [team, all,    no,   no,      all, no,   all,    no,      all],
  'deals.write':          [team, all,    no,   no,      no,  no,   all,    no,      no],
  'deals.delete':         [own,  all,    no,   no,      no,  no,   all,    no,      no],
  'pipelines.read':       [all,  all,    no,   no,      all, all,  all,    no,      all],
  'pipelines.write':      [no,   all,    no,   no,      no,  all,  no,     no,      no],
  'assignment-rule.read': [no,   all,    no,   no,      no,  all,  no,     no,      all],
  'assignment-rule.write': [no,  all,    no,   no,      no,  no,   no,     no,      no],
  'scoring.read':         [no,   no,     no,   no,      no,  no,   no,     no,      all],
  'scoring.write':        [no,   no,     no,   no,      no,  no,   no,     no,      all],
  'jobs.read':            [own,  all,    own,  own,     all, all,  own,    no,      all],
  'jobs.write':           [own,  all,    own,  own,     own, all,  own,    no,      all],
  'audit.read':           [no,   no,     no,   no,      all, no,   no,     self,    no],
  'audit.verify':         [no,   no,     no,   no,      all, all,  no,     no,      no],
  'subjects.erase':       [no,   no,     no,   no,      all, no,   no,     no,      no],
  'articles.read':       [all,  all,    all,   all,      all, no, all,     no,      all],
  'articles.write':      [no,   all,    all,   no,       no,  no, all,     no,      no],
  'articles.publish':    [no,   all,    all,   no,       no,  no, no,      no,      no],
  'published-articles.read': [all,  all,    all,   all,      all, no, all,     all,     all],
  'published-articles.rate': [no,   all,    all,   no,       no,  no, no,      all,     no],
  'cases.read':          [all,  all,    all,   no,       all, no, all,     self,    all],
  'cases.write':         [all,  all,    all,   no,       no,  no, all,     self,    all],
  'cases.handle':        [no,   all,    all,   no,       no,  no, all,     no,      no],
  'case-messages.read':  [all,  all,    all,   no,       all, no, all,     self,    all],
  'case-messages.write': [all,  all,    all,   no,       no,  no, all,     self,    all],
  'case-notes.read':     [all,  all,    all,   no,       all, no, all,     no,      all],
  'case-sortings.read':  [all,  all,    all,   no,       all, no, all,     no,      all],
  'case-sortings.suggest': [no,  no,     no,    no,       no,  no, no,      no,      all],
  'chats.read':          [no,   all,    all,   no,       all, no, no,      self,    all],
  'chats.begin':         [no,   no,     no,    no,       no,  no, no,      self,    no],
  'chats.write':         [no,   all,    all,   no,       no,  no, no,      self,    all],
  'chats.handle':        [no,   all,    all,   no,       no,  no, no,      no,      no],
  'chats.end':           [no,   all,    all,   no,       no,  no, no,      self,    all],
  'chats.assist':        [no,   no,     no,    no,       no,  no, no,      no,      all],
  'chats.visit':         [no,   no,     no,    no,       no,  no, no,      no,      all],
  'visitor-chats.read':  [no,   no,     no,    no,       no,  no, no,      no,      all],
  'chat-messages.read':  [no,   all,    all,   no,       all, no, no,      self,    all],
  'chat-messages.write': [no,   all,    all,   no,       no,  no, no,      self,    all],
  'desk-settings.read':  [no,   all,    all,   no,       no,  all,no,      no,      all],
  'desk-settings.write': [no,   all,    no,    no,       no,  all,no,      no,      no],
  'calls.read':           [team, all,    team, no,      all, no,   own,    no,      all],
  'calls.write':          [team, all,    team, no,      no,  no,   own,    no,      all],
  'calls.delete':         [own,  all,    no,   no,      no,  no,   no,     no,      no],
  'calls.record':         [no,   no,     no,   no,      no,  no,   all,    no,      no],
  'proposals.read':       [team, all,    team, no,      all, no,   own,    no,      all],
  'proposals.write':      [team, all,    team, no,      no,  no,   own,    no,      all],
  'ai-ledger.read':       [no,   all,    no,   no,      all, all,  no,     no,      all],
  'ai-settings.read':     [all,  all,    all,  all,     all, all,  all,    no,      all],
  'ai-settings.write':    [no,   no,     no,   no,      all, all,  no,     no,      no],
  'scoring-models.read':  [all,  all,    no,   no,      all, all,  no,     no,      all],
  'scoring-models.write': [no,   all,    no,   no,      no,  all,  no,     no,      no],
  'messages.classify':    [no,   no,     no,   no,      no,  no,   no,     no,      all],
  'knowledge.ask':        [all,  all,    all,  all,     all, no,   all,    all,     all],
  'knowledge.rebuild':    [no,   all,    no,   no,      no,  all,  no,     no,      all],
  'drafts.read':          [team, all,    team, no,      all, no,   no,     no,      all],
  'drafts.write':         [team, all,    team, no,      no,  no,   no,     no,      all],
  'purposes.read':        [all,  all,    all,  all,     all, all,  all,    no,      all],
  'purposes.write':       [no,   no,     no,   no,      all, no,   no,     no,      all],
  'consents.read':        [all,  all,    all,  no,      all, no,   all,    self,    all],
  'consents.write':       [team, all,    all,  no,      all, no,   all,    self,    all],
  'consent-states.read':  [all,  all,    all,  all,     all, no,   all,    self,    all],
  'consents.decide':      [all,  all,    all,  all,     all, no,   all,    no,      all],
  'decisions.read':       [no,   no,     no,   no,      all, no,   no,     self,    no],
  'links.follow':         [no,   no,     no,   no,      no,  no,   no,     no,      all],
};

/** Which classes of personal data a role is shown. What is not listed comes back absent, and writing it is refused. */
export const visible: Readonly<Record<Role, readonly PiiClassName[]>> = {
  seller: ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'IDENTIFIER', 'FREE_TEXT'],
  manager: ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'DOCUMENT', 'IDENTIFIER', 'FREE_TEXT'],
  agent: ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'IDENTIFIER', 'FREE_TEXT'],
  marketer: ['NAME', 'EMAIL', 'ADDRESS', 'BIRTH_DATE', 'FREE_TEXT'],
  dpo: ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'DOCUMENT', 'IDENTIFIER', 'FREE_TEXT'],
  admin: [],
  integration: ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'DOCUMENT', 'IDENTIFIER', 'FREE_TEXT'],
  customer: ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'DOCUMENT', 'IDENTIFIER', 'FREE_TEXT'],
  service: ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'DOCUMENT', 'IDENTIFIER', 'FREE_TEXT'],
  'pii-phone': ['PHONE'],
};
