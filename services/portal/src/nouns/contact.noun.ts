import { ContactSchema, type Contact } from '@rapport/contracts/client';
import { api } from '../api/api.js';
import type { Noun } from './noun.js';

const { contacts } = api;

/** People. */
export const contactNoun: Noun = {
  name: 'contact',
  plural: 'contacts',
  path: '/people',
  schema: ContactSchema,
  sortByName: 'display_name',
  fields: [
    { name: 'family_name', local: 'familyName', kind: 'text', label: 'field.family_name' },
    { name: 'given_name', local: 'givenName', kind: 'text', label: 'field.given_name' },
    { name: 'middle_name', local: 'middleName', kind: 'text', label: 'field.middle_name' },
    { name: 'emails', local: 'emails', kind: 'emails', label: 'field.emails' },
    { name: 'phones', local: 'phones', kind: 'phones', label: 'field.phones' },
    { name: 'job_title', local: 'jobTitle', kind: 'text', label: 'field.job_title' },
    { name: 'messengers', local: 'messengers', kind: 'messengers', label: 'field.messengers' },
    { name: 'addresses', local: 'addresses', kind: 'addresses', label: 'field.addresses' },
    { name: 'standing', local: 'standing', kind: 'standing', label: 'field.standing' },
    { name: 'birth_date', local: 'birthDate', kind: 'date', label: 'field.birth_date' },
    { name: 'language', local: 'language', kind: 'language', label: 'field.language' },
  ],
  asked: ['family_name', 'given_name', 'emails', 'phones'],
  calls: {
    list: async (wish, options) => {
      const { contacts: records, nextPageToken } = await contacts.searchContacts(wish, options);
      return { records, nextPageToken };
    },
    count: async (filter, options) => Number((await contacts.searchContacts({ filter, count: true, pageSize: 1 }, options)).totalSize ?? 0n),
    get: (id, options) => contacts.getContact({ id }, options),
    create: (draft, options) => contacts.createContact({ contact: draft }, options),
    update: (id, draft, paths, options) => contacts.updateContact({ contact: { ...draft, id }, updateMask: { paths } }, options),
    remove: (id, etag) => contacts.deleteContact({ id, etag }),
    restore: (id) => contacts.restoreContact({ id }),
  },
  titleOf: (record) => (record as Contact).displayName,
  subtitleOf: (record) => (record as Contact).jobTitle,
};
