import { ContactSchema, ContactService } from '@rapport/contracts/client';
import type { NounSpec } from './noun.js';

/** People. */
export const contactSpec: NounSpec = {
  service: ContactService,
  schema: ContactSchema,
  title: 'display_name',
  subtitle: 'job_title',
  order: 'display_name',
  fields: ['family_name', 'given_name', 'middle_name', 'emails', 'phones', 'job_title', 'messengers', 'addresses', 'standing', 'birth_date', 'language'],
  asked: ['family_name', 'given_name', 'emails', 'phones'],
  needsOneOf: ['family_name', 'given_name', 'emails', 'phones'],
  columns: ['standing', 'emails', 'tags', 'owner_id', 'updated_at'],
  brief: ['standing', 'phones', 'tags'],
  mark: 'standing',
  isCustomer: true,
  views: [{ name: 'mine', filter: 'owner_id = "@me"' }],
  isPerson: true,
  board: { groups: ['standing'] },
};
