import { Injectable } from '@nestjs/common';
import { CompanyCreatedSchema, ContactCreatedSchema, RelationCreatedSchema } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import type { Demo, DemoCompany, DemoPerson, DemoTenant } from '@rapport/runtime';
import { DemoBelongings } from './demo-belongings.js';
import { DemoCustomers } from './demo-customers.js';
import { ColleagueStore } from './store/colleague.store.js';

/** Records that a portion of the crowd holds: few, for each portion holds the embedded database’s one connection. */
const atOnce = 20;

/** Fills an empty tenant with made-up customers. */
@Injectable()
export class AccountsDemo implements Demo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: DemoCustomers,
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

  /** First the companies, then the people with what was spoken with them. Nobody is told: they were there before. */
  grow(call: CallContext, { crowd, ...owner }: DemoTenant, portion: number): Promise<number> {
    const { companies, people } = crowd!;
    const ofCompanies = Math.ceil(companies.length / atOnce);
    return this.work.run(call, async (tx) => {
      if (portion < ofCompanies) await this.customers.growCompanies(tx, portionOf(companies, portion), owner);
      else await this.customers.growPeople(tx, portionOf(people, portion - ofCompanies));
      return ofCompanies + Math.ceil(people.length / atOnce);
    });
  }

  private async addCompany(tx: Tx, company: DemoCompany, owner: DemoTenant): Promise<void> {
    const { ownerId, teamId } = owner;
    await this.customers.company(tx, company, owner);
    tx.say(CompanyCreatedSchema, { companyId: company.id, source: 'demo', ownerId, teamId }, { owner: ownerId, team: teamId });
  }

  private async addPerson(tx: Tx, person: DemoPerson, owner: DemoTenant): Promise<void> {
    const { ownerId, teamId } = owner;
    const { id: contactId, companyId } = person;
    const relationId = await this.customers.person(tx, person, owner);
    tx.say(ContactCreatedSchema, { contactId, source: 'demo', ownerId, teamId }, { owner: ownerId, team: teamId });
    if (relationId) tx.say(RelationCreatedSchema, { relationId, fromNoun: 'contact', fromId: contactId, toNoun: 'company', toId: companyId, role: 'employee' });
  }
}

function portionOf<T>(all: readonly T[], at: number): readonly T[] {
  return all.slice(at * atOnce, (at + 1) * atOnce);
}
