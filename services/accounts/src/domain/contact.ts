import { invalid, type Principal } from '@rapport/kernel';
import { owned, type Ownership } from './ownership.js';
import { arranged, type Point } from './point.js';

/** What the rules of a person look at. Whatever else the contract has passes through untouched. */
export interface ContactFacts extends Ownership {
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string;
  readonly displayName: string;
  readonly emails: readonly Point[];
  readonly phones: readonly Point[];
  readonly externalId: string;
}

/** A new person, owned by whoever added them. Throws `ONE_REQUIRED` for somebody of whom nothing is known. */
export function newContact<T extends ContactFacts>(draft: T, by: Principal): T {
  return changedContact(owned(draft, by));
}

/** A person after a change, with everything that follows from it. */
export function changedContact<T extends ContactFacts>(contact: T): T {
  if (!isRecognisable(contact)) throw invalid('/family_name', 'ONE_REQUIRED', { fields: 'family_name, given_name, emails, phones, external_id' });
  const arrangedContact = { ...contact, emails: arranged(contact.emails), phones: arranged(contact.phones) };
  return { ...arrangedContact, displayName: displayName(arrangedContact) };
}

/** Family name first, as lists show it; without names, the first way to reach the person. */
export function displayName({ familyName, givenName, middleName, emails, phones, externalId }: ContactFacts): string {
  return [familyName, givenName, middleName].filter(Boolean).join(' ') || (emails[0]?.value ?? phones[0]?.value ?? externalId);
}

/** Whether anything is known by which a colleague could recognise the person. */
export function isRecognisable({ familyName, givenName, emails, phones, externalId }: ContactFacts): boolean {
  return Boolean(familyName || givenName || emails.length || phones.length || externalId);
}
