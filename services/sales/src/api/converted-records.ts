import { Injectable } from '@nestjs/common';
import {
  DealCreatedSchema,
  LeadConvertedSchema,
  LeadRevertedSchema,
  LeadSchema,
  wire,
  type ConvertLeadRequest,
  type DealSchema,
  type PlainOf,
} from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import { convertedLead, revertedLead } from '../domain/lead.js';
import { ConversionStore, type Conversion } from '../store/conversion.store.js';
import { DealStore } from '../store/deal.store.js';
import { LeadStore } from '../store/lead.store.js';
import { SnapshotStore } from '../store/snapshot.store.js';
import { DealRules } from './deal.api.js';

type Lead = PlainOf<typeof LeadSchema>;
type Deal = PlainOf<typeof DealSchema>;

/** What a conversion writes here. */
@Injectable()
export class ConvertedRecords {
  constructor(
    private readonly leads: LeadStore,
    private readonly deals: DealStore,
    private readonly rules: DealRules,
    private readonly conversions: ConversionStore,
    private readonly snapshots: SnapshotStore,
  ) {}

  lead(tx: Tx, id: string): Promise<Lead> {
    return this.leads.get(tx, id);
  }

  /** A lead that the caller may change; throws before anything is asked of others. */
  async convertible(tx: Tx, id: string): Promise<Lead> {
    const { after } = await this.leads.change(tx, id, '', (current) => current);
    return after;
  }

  async convert(tx: Tx, request: ConvertLeadRequest, became: Pick<Conversion, 'contact' | 'company'>): Promise<Conversion> {
    const lead = await this.leads.get(tx, request.id, { forUpdate: true });
    const known = await this.conversions.of(tx, request.id);
    if (known?.state === 'converted') return known;
    const { contact, company } = became;
    const dealId = request.withoutDeal ? '' : (await this.deal(tx, lead, request, became)).id;
    const conversion: Conversion = { state: 'converted', formerStatus: lead.status, contact, company, dealId };
    await this.conversions.put(tx, lead.id, conversion);
    const ids = { contactId: contact?.id ?? '', companyId: company?.id ?? '', dealId };
    await this.leads.change(tx, lead.id, '', (current) => convertedLead(current, ids, tx.now));
    await this.snapshots.decide(tx, { noun: 'lead', id: lead.id }, true);
    tx.say(LeadConvertedSchema, { leadId: lead.id, ...ids, source: lead.source }, { owner: lead.ownerId, team: lead.teamId });
    return conversion;
  }

  /** Throws `CONVERSION_IN_USE` once somebody worked on the deal. */
  async revert(tx: Tx, id: string): Promise<{ lead: ReturnType<typeof leadOnWire>; conversion: Conversion }> {
    const lead = await this.leads.get(tx, id, { forUpdate: true });
    const conversion = await this.conversions.of(tx, id);
    if (!conversion) throw new AppError('conflict', 'LEAD_NOT_CONVERTED');
    if (conversion.state !== 'converted') return { lead: leadOnWire(lead), conversion };
    if (conversion.dealId) await this.takeBack(tx, conversion.dealId);
    await this.conversions.mark(tx, id, 'reverting');
    const { after } = await this.leads.change(tx, id, '', (current) => revertedLead(current, conversion.formerStatus, tx.now));
    await this.snapshots.reopen(tx, { noun: 'lead', id });
    tx.say(LeadRevertedSchema, { leadId: id }, { owner: after.ownerId, team: after.teamId });
    return { lead: leadOnWire(after), conversion: { ...conversion, state: 'reverting' } };
  }

  private async deal(tx: Tx, lead: Lead, request: ConvertLeadRequest, { contact, company }: Pick<Conversion, 'contact' | 'company'>): Promise<Deal> {
    const { dealTitle, stageId, amountMinor, currency } = request;
    const title = dealTitle || lead.companyName || lead.displayName;
    const { ownerId, teamId, source, nextStep, nextStepOn, tags } = lead;
    const draft = {
      ...blankDeal,
      title,
      stageId,
      amountMinor: Number(amountMinor),
      currency,
      ownerId,
      teamId,
      source,
      nextStep,
      nextStepOn,
      tags,
      leadId: lead.id,
    };
    const { id: _, ...fresh } = await this.rules.created({ ...draft, contactId: contact?.id ?? '', companyId: company?.id ?? '' }, tx);
    const deal = await this.deals.insert(tx, fresh);
    await this.rules.follow(tx, { after: deal, fields: [] });
    const { id: dealId, contactId, companyId, pipelineId } = deal;
    const facts = { dealId, contactId, companyId, pipelineId, stageId: deal.stageId, source, ownerId, teamId, amountMinor, currency: deal.currency };
    tx.say(DealCreatedSchema, facts, { owner: ownerId, team: teamId });
    return deal;
  }

  private async takeBack(tx: Tx, dealId: string): Promise<void> {
    try {
      await this.deals.remove(tx, dealId, 'v1');
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'stale') throw new AppError('conflict', 'CONVERSION_IN_USE');
      if (!(thrown instanceof AppError && thrown.code === 'not_found')) throw thrown;
    }
  }
}

function leadOnWire(lead: Lead) {
  return wire(LeadSchema, lead);
}

const blankDeal: Omit<Deal, 'title'> = {
  id: '',
  contactId: '',
  companyId: '',
  pipelineId: '',
  stageId: '',
  state: 0,
  closeReason: '',
  closeNote: '',
  amountMinor: 0,
  currency: '',
  probability: 0,
  expectedCloseOn: '',
  source: '',
  nextStep: '',
  nextStepOn: '',
  tags: [],
  score: 0,
  scoreReasons: [],
  leadId: '',
  etag: '',
  externalId: '',
  ownerId: '',
  teamId: '',
};
