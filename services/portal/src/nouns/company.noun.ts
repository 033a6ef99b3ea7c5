import { CompanySchema, type Company } from '@rapport/contracts/client';
import { api } from '../api/api.js';
import type { Noun } from './noun.js';

const { companies } = api;

/** Companies, partners and resellers. */
export const companyNoun: Noun = {
  name: 'company',
  plural: 'companies',
  path: '/companies',
  schema: CompanySchema,
  sortByName: 'name',
  fields: [
    { name: 'name', local: 'name', kind: 'text', label: 'field.name' },
    { name: 'legal_name', local: 'legalName', kind: 'text', label: 'field.legal_name' },
    { name: 'tax_id', local: 'taxId', kind: 'text', label: 'field.tax_id' },
    { name: 'emails', local: 'emails', kind: 'emails', label: 'field.emails' },
    { name: 'phones', local: 'phones', kind: 'phones', label: 'field.phones' },
    { name: 'website', local: 'website', kind: 'text', label: 'field.website' },
    { name: 'industry', local: 'industry', kind: 'text', label: 'field.industry' },
    { name: 'employees', local: 'employees', kind: 'number', label: 'field.employees' },
    { name: 'messengers', local: 'messengers', kind: 'messengers', label: 'field.messengers' },
    { name: 'addresses', local: 'addresses', kind: 'addresses', label: 'field.addresses' },
    { name: 'standing', local: 'standing', kind: 'standing', label: 'field.standing' },
  ],
  asked: ['name', 'emails', 'phones'],
  calls: {
    list: async (wish, options) => {
      const { companies: records, nextPageToken } = await companies.searchCompanies(wish, options);
      return { records, nextPageToken };
    },
    count: async (filter, options) => Number((await companies.searchCompanies({ filter, count: true, pageSize: 1 }, options)).totalSize ?? 0n),
    get: (id, options) => companies.getCompany({ id }, options),
    create: (draft, options) => companies.createCompany({ company: draft }, options),
    update: (id, draft, paths, options) => companies.updateCompany({ company: { ...draft, id }, updateMask: { paths } }, options),
    remove: (id, etag) => companies.deleteCompany({ id, etag }),
    restore: (id) => companies.restoreCompany({ id }),
  },
  titleOf: (record) => (record as Company).name,
  subtitleOf: (record) => (record as Company).industry,
};
