import {
  CompanyCreatedSchema,
  CompanyDeletedSchema,
  CompanyRestoredSchema,
  CompanySchema,
  CompanyService,
  CompanyUpdatedSchema,
  type BatchWriteCompaniesRequest,
  type CreateCompanyRequest,
  type DeleteRequest,
  type GetRequest,
  type ListRequest,
  type PlainOf,
  type RestoreRequest,
  type UpdateCompanyRequest,
  type UpsertCompanyRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { RecordVerbs, UnitOfWork, type NounRules } from '@rapport/persistence';
import { changedCompany, newCompany } from '../domain/company.js';
import { CompanyStore } from '../store/company.store.js';

const rules: NounRules<PlainOf<typeof CompanySchema>> = {
  created: (draft, call) => newCompany(draft, call.principal),
  changed: changedCompany,
  externalId: 'externalId',
  events: { created: CompanyCreatedSchema, updated: CompanyUpdatedSchema, deleted: CompanyDeletedSchema, restored: CompanyRestoredSchema },
};

@Serves(CompanyService)
export class CompanyApi implements Serving<typeof CompanyService> {
  private readonly verbs: RecordVerbs<typeof CompanySchema>;

  constructor(work: UnitOfWork, companies: CompanyStore) {
    this.verbs = new RecordVerbs(work, companies, rules);
  }

  createCompany(call: CallContext, { company }: CreateCompanyRequest) {
    return this.verbs.create(call, company);
  }

  upsertCompany(call: CallContext, { externalId, company }: UpsertCompanyRequest) {
    return this.verbs.upsert(call, externalId, company);
  }

  getCompany(call: CallContext, { id }: GetRequest) {
    return this.verbs.get(call, id);
  }

  async listCompanies(call: CallContext, request: ListRequest) {
    const { records, ...page } = await this.verbs.page(call, request, true);
    return { companies: records, ...page };
  }

  async searchCompanies(call: CallContext, request: ListRequest) {
    const { records, ...page } = await this.verbs.page(call, request, false);
    return { companies: records, ...page };
  }

  updateCompany(call: CallContext, { company, updateMask }: UpdateCompanyRequest) {
    return this.verbs.update(call, company, updateMask);
  }

  deleteCompany(call: CallContext, { id, etag }: DeleteRequest) {
    return this.verbs.remove(call, id, etag);
  }

  restoreCompany(call: CallContext, { id }: RestoreRequest) {
    return this.verbs.restore(call, id);
  }

  batchWriteCompanies(call: CallContext, { companies }: BatchWriteCompaniesRequest) {
    return this.verbs.batch(call, companies, (outcome) => ({
      outcome: 'record' in outcome ? { case: 'company' as const, value: outcome.record } : { case: 'problem' as const, value: outcome.problem },
    }));
  }
}
