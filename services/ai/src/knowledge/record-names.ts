import { Injectable } from '@nestjs/common';
import { CaseService, CompanyService, ContactService, DealService, LeadService, RelationService } from '@rapport/contracts';
import { orNothing, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import type { KnownNames } from '../masking/detect.js';
import { namesOfContact } from '../masking/names-of-contact.js';

/** A record of any service. */
export interface RecordOf {
  readonly noun: string;
  readonly id: string;
}

const none: KnownNames = { people: [], organisations: [] };
/** So many of a record's relations are looked at: more people than these are not meant by one question. */
const related = 20;

/** The names that a record and whom it belongs to are known by, asked with the rights of whoever asks: what they may not see, they cannot write down either. */
@Injectable()
export class RecordNames {
  private readonly contacts: RpcClient<typeof ContactService>;
  private readonly companies: RpcClient<typeof CompanyService>;
  private readonly relations: RpcClient<typeof RelationService>;
  private readonly leads: RpcClient<typeof LeadService>;
  private readonly deals: RpcClient<typeof DealService>;
  private readonly cases: RpcClient<typeof CaseService>;

  constructor(rpc: RpcCaller) {
    this.contacts = rpcClient(ContactService, rpc);
    this.companies = rpcClient(CompanyService, rpc);
    this.relations = rpcClient(RelationService, rpc);
    this.leads = rpcClient(LeadService, rpc);
    this.deals = rpcClient(DealService, rpc);
    this.cases = rpcClient(CaseService, rpc);
  }

  /** Nothing of a record that is not there or not theirs to see. Throws `unavailable` where it cannot be learnt now: then nothing may leave. */
  async of(call: CallContext, { noun, id }: RecordOf): Promise<KnownNames> {
    if (!id) return none;
    return whereShown(this.known(call, { noun, id }));
  }

  private async known(call: CallContext, { noun, id }: RecordOf): Promise<KnownNames> {
    if (noun === 'contact' || noun === 'company') return this.withRelations(call, { noun, id });
    if (noun === 'lead') return this.lead(call, id);
    if (noun === 'deal') return this.parties(call, await this.deals.getDeal(call, { id }));
    if (noun === 'case') return this.parties(call, await this.cases.getCase(call, { id }));
    return none;
  }

  private async lead(call: CallContext, id: string): Promise<KnownNames> {
    const { givenName, familyName, companyName, ...parties } = await this.leads.getLead(call, { id });
    return joined([{ people: [`${givenName} ${familyName}`], organisations: [companyName] }, await this.parties(call, parties)]);
  }

  private async parties(call: CallContext, { contactId, companyId }: { readonly contactId: string; readonly companyId: string }): Promise<KnownNames> {
    return joined([await this.of(call, { noun: 'contact', id: contactId }), await this.of(call, { noun: 'company', id: companyId })]);
  }

  private async withRelations(call: CallContext, record: RecordOf): Promise<KnownNames> {
    const { relations } = await this.relations.listRelations(call, { ...record, pageSize: related });
    const others = relations.flatMap(({ from, to }) => [from, to]).filter((other) => other !== undefined && other.id !== record.id);
    const found = await Promise.all(others.map((other) => whereShown(this.own(call, other!))));
    return joined([await this.own(call, record), ...found]);
  }

  private async own(call: CallContext, { noun, id }: RecordOf): Promise<KnownNames> {
    if (noun === 'company') {
      const { name, legalName } = await this.companies.getCompany(call, { id, fields: 'name,legal_name' });
      return { people: [], organisations: [name, legalName] };
    }
    const contact = await this.contacts.getContact(call, { id, fields: 'given_name,middle_name,family_name,display_name' });
    return { people: namesOfContact(contact), organisations: [] };
  }
}

/** What is not there or not theirs to see has no names; what cannot be learnt now is no such thing. */
async function whereShown(names: Promise<KnownNames>): Promise<KnownNames> {
  return (await orNothing(names, 'not_found', 'forbidden')) ?? none;
}

function joined(names: readonly KnownNames[]): KnownNames {
  const once = (list: readonly string[]) => [...new Set(list.map((name) => name.trim()).filter(Boolean))];
  return { people: once(names.flatMap(({ people }) => people)), organisations: once(names.flatMap(({ organisations }) => organisations)) };
}
