import type { Contact } from '@rapport/contracts/client';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { useRecordTitle } from '../fields/record-title.js';
import { useColleagues } from '../session/colleagues.js';
import { useMe } from '../session/me.js';

/** What whoever is here is called: as colleagues or their own record name them, else as they sign in. */
export function useOwnName(): string {
  const { id, contact_id: contactId, username } = useMe();
  const { nameOf } = useColleagues();
  const customer = useCustomerName(contactId);
  return nameOf(id) ?? customer ?? username ?? id;
}

/** Every read is a line of the audit that customers see: their name is asked for only where their whole record neither is there nor about to come. */
function useCustomerName(id = ''): string | undefined {
  const isOnOwnPage = useRouterState({ select: ({ location }) => location.pathname === '/own' });
  const { data: whole } = useQuery<Pick<Contact, 'displayName'>>({ queryKey: keys.record('contact', id), enabled: false });
  const title = useRecordTitle(id === '' || whole || isOnOwnPage ? undefined : { noun: 'contact', id });
  return whole?.displayName ?? title;
}
