import { Injectable } from '@nestjs/common';
import { CompanyCreatedSchema, ContactCreatedSchema } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import type { Demo, DemoCompany, DemoPerson, DemoTenant } from '@rapport/runtime';
import { DemoBelongings } from './demo-belongings.js';
import { newCompany } from './domain/company.js';
import { newContact } from './domain/contact.js';
import { ColleagueStore } from './store/colleague.store.js';
import { CustomerStores } from './store/customer.stores.js';

/** Fills an empty tenant with made-up customers. */
@Injectable()
export class AccountsDemo implements Demo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: CustomerStores,
    private readonly colleagues: ColleagueStore,
    private readonly belongings: DemoBelongings,
  ) {}

  /** Seeds once: a tenant that has a colleague was seeded before. Says whether it did anything. */
  seed(call: CallContext, tenant: DemoTenant): Promise<boolean> {
    return this.work.run(call, async (tx) => {
      if ((await this.colleagues.list(tx)).length > 0) return false;
      for (const colleague of tenant.colleagues) await this.colleagues.meet(tx, colleague);
      for (const company of tenant.companies) await this.addCompany(tx, company, tenant);
      for (const person of tenant.people) await this.addPerson(tx, person, tenant);
      await this.belongings.seed(tx, tenant);
      return true;
    });
  }

  private async addCompany(tx: Tx, { id, ...company }: DemoCompany, { ownerId, teamId }: DemoTenant): Promise<void> {
    const draft = { ...blankCompany, ...company, ownerId, teamId };
    await this.customers.companies.insert(tx, newCompany(draft, tx.call.principal), id);
    tx.say(CompanyCreatedSchema, { companyId: id, source: 'demo', ownerId, teamId }, { owner: ownerId, team: teamId });
  }

  private async addPerson(tx: Tx, { id, email, phone, companyId, tags, ...person }: DemoPerson, { ownerId, teamId }: DemoTenant): Promise<void> {
    const draft = {
      ...blankContact,
      ...person,
      tags: [...tags],
      ownerId,
      teamId,
      emails: [{ value: email, label: 'work', preferred: true }],
      phones: [{ value: phone, label: 'mobile', preferred: true }],
    };
    const made = await this.customers.contacts.insert(tx, newContact(draft, tx.call.principal), id);
    tx.say(ContactCreatedSchema, { contactId: made.id, source: 'demo', ownerId, teamId }, { owner: ownerId, team: teamId });
    if (companyId) await this.belongings.employ(tx, made.id, companyId);
  }
}

const blankContact = {
  givenName: '',
  familyName: '',
  middleName: '',
  displayName: '',
  emails: [],
  phones: [],
  externalId: '',
  source: 'demo',
  ownerId: '',
  teamId: '',
};
const blankCompany = { emails: [], phones: [], source: 'demo', ownerId: '', teamId: '' };
