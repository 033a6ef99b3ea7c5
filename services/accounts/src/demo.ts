import { Injectable } from '@nestjs/common';
import { CompanyCreatedSchema, ContactCreatedSchema, RelationCreatedSchema } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { RecordParts, UnitOfWork, type Tx } from '@rapport/persistence';
import { newCompany } from './domain/company.js';
import { newContact } from './domain/contact.js';
import { ColleagueStore, type Colleague } from './store/colleague.store.js';
import { CompanyStore } from './store/company.store.js';
import { ContactStore } from './store/contact.store.js';
import { RelationStore } from './store/relation.store.js';

/** A made-up person, for a first look. */
export interface DemoPerson {
  /** Given where a demo login is this person. */
  readonly id?: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly phone: string;
  readonly jobTitle: string;
  readonly language: string;
  /** A value of `Standing`. */
  readonly standing: number;
  readonly tags: readonly string[];
  /** Name of the company they work for. */
  readonly company: string;
}

/** A made-up tenant. */
export interface DemoTenant {
  readonly companies: readonly { readonly name: string; readonly industry: string; readonly employees: number; readonly standing: number }[];
  readonly people: readonly DemoPerson[];
  readonly colleagues: readonly Colleague[];
  /** Who answers for all of it. */
  readonly ownerId: string;
  readonly teamId: string;
}

/** Fills an empty tenant with made-up customers. */
@Injectable()
export class AccountsDemo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contacts: ContactStore,
    private readonly companies: CompanyStore,
    private readonly relations: RelationStore,
    private readonly links: RecordParts,
  ) {}

  /** Seeds once: a tenant that has a colleague was seeded before. Says whether it did anything. */
  seed(call: CallContext, tenant: DemoTenant, colleagues: ColleagueStore): Promise<boolean> {
    return this.work.run(call, async (tx) => {
      if ((await colleagues.list(tx)).length > 0) return false;
      for (const colleague of tenant.colleagues) await colleagues.meet(tx, colleague);
      const companyIds = new Map<string, string>();
      for (const company of tenant.companies) companyIds.set(company.name, await this.addCompany(tx, company, tenant));
      for (const person of tenant.people) await this.addPerson(tx, person, companyIds.get(person.company), tenant);
      return true;
    });
  }

  private async addCompany(tx: Tx, company: DemoTenant['companies'][number], { ownerId, teamId }: DemoTenant): Promise<string> {
    const draft = { ...blankCompany, ...company, ownerId, teamId };
    const { id } = await this.companies.insert(tx, newCompany(draft, tx.call.principal));
    tx.say(CompanyCreatedSchema, { companyId: id, source: 'demo', ownerId, teamId }, { owner: ownerId, team: teamId });
    return id;
  }

  private async addPerson(
    tx: Tx,
    { id, email, phone, company: _, tags, ...person }: DemoPerson,
    companyId: string | undefined,
    { ownerId, teamId }: DemoTenant,
  ): Promise<void> {
    const draft = {
      ...blankContact,
      ...person,
      tags: [...tags],
      ownerId,
      teamId,
      emails: [{ value: email, label: 'work', preferred: true }],
      phones: [{ value: phone, label: 'mobile', preferred: true }],
    };
    const made = await this.contacts.insert(tx, newContact(draft, tx.call.principal), id);
    tx.say(ContactCreatedSchema, { contactId: made.id, source: 'demo', ownerId, teamId }, { owner: ownerId, team: teamId });
    if (!companyId) return;
    const ends = { from: { noun: 'contact', id: made.id }, to: { noun: 'company', id: companyId } };
    const { id: relationId } = await this.relations.insert(tx, this.links.ids.next(), { ...ends, role: 'employee', since: '', until: '' });
    tx.say(RelationCreatedSchema, { relationId, fromNoun: 'contact', fromId: made.id, toNoun: 'company', toId: companyId, role: 'employee' });
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
