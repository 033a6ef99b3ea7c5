import { Injectable } from '@nestjs/common';
import { ContactService, DealService, DealState, LeadService, LeadStatus } from '@rapport/contracts';
import { orNothing, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import type { Scored } from '../store/scoring-model.store.js';

/** A lead or a deal, as far as scoring looks at it. */
export interface JudgedRecord {
  readonly noun: Scored;
  readonly id: string;
  /** The person it is about; empty while nobody is known. */
  readonly contactId: string;
  /** Whether its end is still to come. */
  readonly open: boolean;
  readonly isScored: boolean;
  /** Groups of people by which models are compared, not learnt from. */
  readonly region: string;
}

interface Looks {
  readonly id: string;
  readonly contactId: string;
  readonly scoredAt?: unknown;
}

/** Which records. */
export type Which = { readonly noun: Scored; readonly id: string } | { readonly contactId: string } | { readonly every: Scored };

/** Which records are to be scored again. */
export interface ScoreInput {
  readonly which: Which;
  /** At which moment, to learn from it later. */
  readonly moment?: string;
}

const size = 200;

/** The leads and deals that are scored, as sales knows them. */
@Injectable()
export class JudgedRecords {
  private readonly leads: RpcClient<typeof LeadService>;
  private readonly deals: RpcClient<typeof DealService>;
  private readonly contacts: RpcClient<typeof ContactService>;

  constructor(rpc: RpcCaller) {
    this.leads = rpcClient(LeadService, rpc);
    this.deals = rpcClient(DealService, rpc);
    this.contacts = rpcClient(ContactService, rpc);
  }

  /** One record; nothing when it is gone. */
  async find(call: CallContext, { noun, id }: { readonly noun: Scored; readonly id: string }): Promise<JudgedRecord | undefined> {
    const found = noun === 'lead' ? this.leads.getLead(call, { id }).then(leadOf) : this.deals.getDeal(call, { id }).then(dealOf);
    return orNothing(found, 'not_found');
  }

  /** Page by page. */
  async *pages(call: () => CallContext, which: Which): AsyncGenerator<JudgedRecord[]> {
    if ('id' in which) {
      const found = await this.find(call(), which);
      if (found) yield [found];
    } else if ('every' in which) yield* this.matching(call, which.every, '');
    else {
      const filter = `contact_id = "${which.contactId}"`;
      yield* this.matching(call, 'deal', filter);
      yield* this.matching(call, 'lead', filter);
    }
  }

  /** The language that a person is written to in; empty when it is not known. */
  async languageOf(call: CallContext, contactId: string): Promise<string> {
    const contact = await orNothing(this.contacts.getContact(call, { id: contactId, fields: 'id,language' }), 'not_found');
    return contact?.language ?? '';
  }

  private async *matching(call: () => CallContext, noun: Scored, filter: string): AsyncGenerator<JudgedRecord[]> {
    let pageToken = '';
    do {
      const request = { filter, pageSize: size, pageToken };
      const page = noun === 'lead' ? await this.leads.listLeads(call(), request) : await this.deals.listDeals(call(), request);
      yield 'leads' in page ? page.leads.map(leadOf) : page.deals.map(dealOf);
      pageToken = page.nextPageToken;
    } while (pageToken);
  }
}

function leadOf(lead: Looks & { readonly status: LeadStatus; readonly phones: readonly { readonly value: string }[] }): JudgedRecord {
  return { ...seen(lead), noun: 'lead', open: lead.status < LeadStatus.DISQUALIFIED, region: callingArea(lead.phones[0]?.value ?? '') };
}

function dealOf(deal: Looks & { readonly state: DealState }): JudgedRecord {
  return { ...seen(deal), noun: 'deal', open: deal.state === DealState.OPEN, region: '' };
}

function seen({ id, contactId, scoredAt }: Looks) {
  return { id, contactId, isScored: scoredAt !== undefined };
}

/** The area of a Russian number, the first digits of another: coarse enough to be nobody's. */
function callingArea(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (!digits) return '';
  return digits.startsWith('7') ? `+7 ${digits.slice(1, 4)}` : `+${digits.slice(0, 3)}`;
}
