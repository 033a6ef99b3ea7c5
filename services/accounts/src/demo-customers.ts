import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import type { DemoCompany, DemoPastPerson, DemoPerson, DemoTenant } from '@rapport/runtime';
import { newCompany } from './domain/company.js';
import { newContact } from './domain/contact.js';
import { saidEntry } from './domain/timeline.js';
import { CustomerStores } from './store/customer.stores.js';
import { RelationStore } from './store/relation.store.js';
import { TimelineStore } from './store/timeline.store.js';

type Owner = Pick<DemoTenant, 'ownerId' | 'teamId'>;

const dayMs = 86_400_000;

/** Adds made-up customers. */
@Injectable()
export class DemoCustomers {
  constructor(
    private readonly customers: CustomerStores,
    private readonly relations: RelationStore,
    private readonly timeline: TimelineStore,
    private readonly parts: RecordParts,
  ) {}

  async company(tx: Tx, { id, ...company }: DemoCompany, { ownerId, teamId }: Owner): Promise<void> {
    await this.customers.companies.insert(tx, newCompany({ ...blankCompany, ...company, ownerId, teamId }, tx.call.principal), id);
  }

  /** Answers the id of the relation to the company that they work for. */
  async person(tx: Tx, person: DemoPerson, owner: Owner): Promise<string | undefined> {
    const { id, companyId } = person;
    await this.customers.contacts.insert(tx, newContact(draftOf(person, owner), tx.call.principal), id);
    if (!companyId) return undefined;
    const ends = { from: { noun: 'contact', id }, to: { noun: 'company', id: companyId } };
    return (await this.relations.insert(tx, this.parts.ids.next(), { ...ends, role: 'employee', since: '', until: '' })).id;
  }

  /** Those of the companies who are not there yet. */
  async growCompanies(tx: Tx, companies: readonly DemoCompany[], owner: Owner): Promise<void> {
    const missing = await this.customers.companies.missing(tx, idsOf(companies));
    for (const company of companies.filter(({ id }) => missing.has(id))) await this.company(tx, company, owner);
  }

  /** Those of the people who are not there yet, with their past. */
  async growPeople(tx: Tx, people: readonly DemoPastPerson[]): Promise<void> {
    const missing = await this.customers.contacts.missing(tx, idsOf(people));
    for (const person of people.filter(({ id }) => missing.has(id))) {
      await this.person(tx, person, person);
      this.customers.contacts.backdate(tx, person.id, daysBefore(tx, person.knownDaysAgo));
      this.remember(tx, person);
    }
  }

  private remember(tx: Tx, { id, ownerId: by, knownDaysAgo, touches }: DemoPastPerson): void {
    const past = [{ kind: 'created', daysAgo: knownDaysAgo }, ...touches];
    past.forEach(({ kind, daysAgo }, at) => {
      const line = { source: 'demo', eventId: id, part: String(at), at: daysBefore(tx, daysAgo), by };
      this.timeline.begin(tx, saidEntry({ noun: 'contact', id }, kind, line));
    });
  }
}

function idsOf(records: readonly { readonly id: string }[]): string[] {
  return records.map(({ id }) => id);
}

function daysBefore({ now }: Tx, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}

function draftOf({ email, phone, tags, ...person }: DemoPerson, { ownerId, teamId }: Owner) {
  const { givenName, familyName, jobTitle, language, standing } = person;
  return {
    ...blankContact,
    givenName,
    familyName,
    jobTitle,
    language,
    standing,
    tags: [...tags],
    ownerId,
    teamId,
    emails: [{ value: email, label: 'work', preferred: true }],
    phones: [{ value: phone, label: 'mobile', preferred: true }],
  };
}

const blankContact = { middleName: '', displayName: '', externalId: '', source: 'demo' };
const blankCompany = { emails: [], phones: [], source: 'demo' };
