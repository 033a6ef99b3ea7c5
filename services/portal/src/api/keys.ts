/** Names under which answers are kept; the start of a name stands for all below it. */
export const keys = {
  me: ['me'],
  colleagues: ['colleagues'],
  views: (noun: string) => ['views', noun],
  /** With which views one's lists open. */
  openings: ['openings'],
  customFields: ['custom-fields'],
  lists: (noun: string) => ['list', noun],
  counts: (noun: string) => ['count', noun],
  /** What of a noun stands on the start page. */
  home: (noun: string) => ['home', noun],
  records: (noun: string) => ['record', noun],
  record: (noun: string, id: string) => ['record', noun, id],
  timeline: (noun: string, id: string) => ['timeline', noun, id],
  notifications: ['notifications'],
  follows: ['follows'],
  corrections: ['corrections'],
  allNotes: ['notes'],
  notes: (noun: string, id: string) => ['notes', noun, id],
  allRelations: ['relations'],
  relations: (noun: string, id: string) => ['relations', noun, id],
  conversation: (id: string) => ['conversation', id],
  articleVersions: (id: string) => ['article-versions', id],
  help: (language: string) => ['help', language],
  helpArticle: (id: string) => ['help-article', id],
  audit: ['audit'],
  consents: (contactId: string) => ['consents', contactId],
  /** Calls with one person, and one call with all that is shown of it. */
  calls: (contactId: string) => ['calls', contactId],
  call: (id: string) => ['call', id],
  /** E-mails to one person, all that were sent, and the customer's own chats. */
  drafts: (contactId: string) => ['drafts', contactId],
  outbox: ['outbox'],
  chats: ['chats'],
  receipts: ['receipt'],
  purposes: ['purposes'],
  scoring: ['scoring'],
} as const;
