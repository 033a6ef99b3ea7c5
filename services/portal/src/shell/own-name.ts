import { useRecordTitle } from '../fields/record-title.js';
import { useColleagues } from '../session/colleagues.js';
import { useMe } from '../session/me.js';

/** What whoever is here is called: as colleagues or their own record name them, else as they sign in. */
export function useOwnName(): string {
  const { id, contact_id: contactId, username } = useMe();
  const { nameOf } = useColleagues();
  const title = useRecordTitle(contactId === undefined ? undefined : { noun: 'contact', id: contactId });
  return nameOf(id) ?? title ?? username ?? id;
}
