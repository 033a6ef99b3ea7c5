import {
  CompanyCreatedSchema,
  CompanyDeletedSchema,
  CompanyRestoredSchema,
  CompanySchema,
  CompanyService,
  CompanyUpdatedSchema,
  type PlainOf,
} from '@rapport/contracts';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { changedCompany, newCompany } from '../domain/company.js';
import { CompanyStore } from '../store/company.store.js';

const rules: NounRules<PlainOf<typeof CompanySchema>> = {
  created: (draft, { call }) => newCompany(draft, call.principal),
  changed: changedCompany,
  externalId: 'externalId',
  events: { created: CompanyCreatedSchema, updated: CompanyUpdatedSchema, deleted: CompanyDeletedSchema, restored: CompanyRestoredSchema },
};

@Serves(CompanyService)
export class CompanyApi extends recordDoor(CompanyService, CompanySchema, 'companies') implements Serving<typeof CompanyService> {
  constructor(work: UnitOfWork, companies: CompanyStore) {
    super(work, companies, rules);
  }
}
