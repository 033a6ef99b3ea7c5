/** Everything a caller can be allowed, as `noun.verb`: what the `permission` option of an rpc may name. */
export const permissions = [
  'contacts.read',
  'contacts.write',
  'contacts.delete',
  'companies.read',
  'companies.write',
  'companies.delete',
  'relations.read',
  'relations.write',
  'notes.read',
  'notes.write',
  'tasks.read',
  'tasks.write',
  'tasks.delete',
  'views.read',
  'views.write',
  'views.delete',
  'tags.read',
  'notifications.read',
  'notifications.write',
  'follows.read',
  'follows.write',
  'timeline.read',
  'timeline.write',
  'search.read',
  'teams.read',
  'colleagues.meet',
  'book.handover',
  'custom-fields.read',
  'custom-fields.write',
  'leads.read',
  'leads.write',
  'leads.delete',
  'deals.read',
  'deals.write',
  'deals.delete',
  'pipelines.read',
  'pipelines.write',
  'assignment-rule.read',
  'assignment-rule.write',
  'scoring.read',
  'scoring.write',
  'jobs.read',
  'jobs.write',
  'audit.read',
  'audit.verify',
  'subjects.erase',
] as const;
export type Permission = (typeof permissions)[number];

const known: ReadonlySet<string> = new Set(permissions);

/** Whether the text names a permission; contracts are checked with it, so that a misspelt option cannot lock or open a door. */
export function isPermission(text: string): text is Permission {
  return known.has(text);
}
