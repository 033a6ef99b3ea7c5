/** Names under which answers are kept; the start of a name stands for all below it. */
export const keys = {
  me: ['me'],
  colleagues: ['colleagues'],
  views: (noun: string) => ['views', noun],
  customFields: ['custom-fields'],
  lists: (noun: string) => ['list', noun],
  counts: (noun: string) => ['count', noun],
  /** What of a noun stands on the start page. */
  home: (noun: string) => ['home', noun],
  records: (noun: string) => ['record', noun],
  record: (noun: string, id: string) => ['record', noun, id],
  timeline: (noun: string, id: string) => ['timeline', noun, id],
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
  receipts: ['receipt'],
  purposes: ['purposes'],
} as const;
