import type { Contact } from '@rapport/contracts';

/** Every way a contact's name is written whole; its parts are found alone anyway. */
export function namesOfContact({ givenName, middleName, familyName, displayName }: Pick<Contact, 'givenName' | 'middleName' | 'familyName' | 'displayName'>) {
  const together = [
    [givenName, middleName, familyName],
    [givenName, familyName],
    [givenName, middleName],
  ].map((parts) => parts.filter(Boolean).join(' '));
  return [...new Set([...together, displayName])].filter(Boolean);
}
