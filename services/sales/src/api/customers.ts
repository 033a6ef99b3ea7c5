import { Injectable } from '@nestjs/common';
import { CompanyService, ContactService, RelationService, type LeadSchema, type PlainOf } from '@rapport/contracts';
import { AppError, orNothing, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import type { CameWith } from '../store/conversion.store.js';

type Lead = PlainOf<typeof LeadSchema>;

/** The customer base, asked with the caller's rights. What is made carries the lead's id as its external id, so that asking again finds it. */
@Injectable()
export class Customers {
  private readonly contacts: RpcClient<typeof ContactService>;
  private readonly companies: RpcClient<typeof CompanyService>;
  private readonly relations: RpcClient<typeof RelationService>;

  constructor(rpc: RpcCaller) {
    this.contacts = rpcClient(ContactService, rpc);
    this.companies = rpcClient(CompanyService, rpc);
    this.relations = rpcClient(RelationService, rpc);
  }

  /** The person whom a lead speaks of: made from it before, else known by e-mail or phone, else new. Nobody, where the lead names a company alone. */
  async contact(call: CallContext, lead: Lead): Promise<CameWith | undefined> {
    const { givenName, familyName, jobTitle, emails, phones, source, ownerId, teamId, tags } = lead;
    if (!givenName && !familyName && emails.length === 0 && phones.length === 0) return undefined;
    const made = await this.firstContact(call, `external_id = ${quoted(nameOf(lead))}`, true);
    if (made) return this.again(made, () => this.contacts.restoreContact(call, { id: made.id }));
    const reached = [...emails.map(({ value }) => `emails.value = ${quoted(value)}`), ...phones.map(({ value }) => `phones.value = ${quoted(value)}`)];
    const known = reached.length > 0 ? await this.firstContact(call, reached.join(' OR ')) : undefined;
    if (known) return { id: known.id };
    const contact = { givenName, familyName, jobTitle, emails: [...emails], phones: [...phones], source, ownerId, teamId, tags: [...tags] };
    const { id } = await twice(() => this.contacts.upsertContact(call, { externalId: nameOf(lead), contact }));
    return { id, createdEtag: 'v1' };
  }

  /** The company that a lead speaks for; nothing where it names none. */
  async company(call: CallContext, lead: Lead): Promise<CameWith | undefined> {
    const { companyName: name, source, ownerId, teamId } = lead;
    if (!name) return undefined;
    const made = await this.firstCompany(call, `external_id = ${quoted(nameOf(lead))}`, true);
    if (made) return this.again(made, () => this.companies.restoreCompany(call, { id: made.id }));
    const known = await this.firstCompany(call, `name = ${quoted(name)}`);
    if (known) return { id: known.id };
    const company = { name, source, ownerId, teamId };
    const { id } = await twice(() => this.companies.upsertCompany(call, { externalId: nameOf(lead), company }));
    return { id, createdEtag: 'v1' };
  }

  /** The person works for the company; nothing new where that is known. */
  async relate(call: CallContext, contactId: string, companyId: string): Promise<void> {
    const relation = { from: { noun: 'contact', id: contactId }, to: { noun: 'company', id: companyId }, role: 'employee' };
    await orNothing(this.relations.createRelation(call, { relation }), 'conflict', 'forbidden');
  }

  /** Deletes what a conversion made and nobody has touched or may not delete; what was known before stays. */
  async withdraw(call: CallContext, noun: 'contact' | 'company', came: CameWith | undefined): Promise<void> {
    if (!came?.createdEtag) return;
    const request = { id: came.id, etag: came.createdEtag };
    const deleted = noun === 'contact' ? this.contacts.deleteContact(call, request) : this.companies.deleteCompany(call, request);
    await orNothing<unknown>(deleted, 'stale', 'forbidden', 'not_found');
  }

  /** What was made from the lead before: brought back if the conversion was taken back, and only known, no longer new, once somebody has changed it. */
  private async again({ id, etag, deletedAt }: Made, restore: () => Promise<Made>): Promise<CameWith> {
    if (deletedAt) return { id, createdEtag: (await restore()).etag };
    return etag === 'v1' ? { id, createdEtag: etag } : { id };
  }

  private async firstContact(call: CallContext, filter: string, showDeleted = false): Promise<Made | undefined> {
    return (await this.contacts.searchContacts(call, { ...first, filter, showDeleted })).contacts[0];
  }

  private async firstCompany(call: CallContext, filter: string, showDeleted = false): Promise<Made | undefined> {
    return (await this.companies.searchCompanies(call, { ...first, filter, showDeleted })).companies[0];
  }
}

interface Made {
  readonly id: string;
  readonly etag: string;
  readonly deletedAt?: unknown;
}

const first = { pageSize: 1, orderBy: 'created_at', fields: 'id,deleted_at' };

function nameOf({ id }: Lead): string {
  return `lead/${id}`;
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Of two who convert a lead at once, the second one finds what the first has just made. */
async function twice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'conflict') return ask();
    throw thrown;
  }
}
