import { CompanySchema, CompanyService } from '@rapport/contracts/client';
import type { NounSpec } from './noun.js';

/** Companies, partners and resellers. */
export const companySpec: NounSpec = {
  service: CompanyService,
  schema: CompanySchema,
  title: 'name',
  subtitle: 'industry',
  order: 'name',
  fields: ['name', 'legal_name', 'tax_id', 'emails', 'phones', 'website', 'industry', 'employees', 'messengers', 'addresses', 'standing'],
  asked: ['name', 'emails', 'phones'],
  columns: ['standing', 'emails', 'tags', 'owner_id', 'updated_at'],
  brief: ['standing', 'emails', 'tags'],
  mark: 'standing',
  isCustomer: true,
  views: [{ name: 'mine', filter: 'owner_id = "@me"' }],
  board: { groups: ['standing'], sums: ['employees'] },
};
