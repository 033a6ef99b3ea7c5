/** Everything a caller can be allowed, as `noun.verb`: what the `permission` option of an rpc may name. */
export const permissions = [
  'contacts.read',
  'contacts.write',
  'contacts.delete',
  'contacts.export',
  'contacts.merge',
  'companies.read',
  'companies.write',
  'companies.delete',
  'partners.read',
  'partners.write',
  'partners.delete',
  'relations.read',
  'relations.write',
  'tags.read',
  'tags.write',
  'notes.read',
  'notes.write',
  'timeline.read',
  'timeline.write',
  'search.read',
  'views.read',
  'views.write',
  'teams.read',
  'colleagues.meet',
  'users.read',
  'users.write',
  'book.handover',
  'custom-fields.read',
  'custom-fields.write',
  'settings.read',
  'settings.write',
  'jobs.read',
  'jobs.write',
  'events.read',
  'dead-letters.read',
  'dead-letters.write',
  'audit.read',
  'audit.verify',
  'subjects.erase',
  'keys.rotate',
  'self.read',
  'self.write',
] as const;
export type Permission = (typeof permissions)[number];

const known: ReadonlySet<string> = new Set(permissions);

/** Whether the text names a permission; contracts are checked with it, so that a misspelt option cannot lock or open a door. */
export function isPermission(text: string): text is Permission {
  return known.has(text);
}
