import { Injectable } from '@nestjs/common';
import type { DealSchema, LeadSchema, PlainOf } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { dealFeatures, leadFeatures, type Features } from '../domain/features.js';
import { DealStore } from './deal.store.js';
import { LeadStore } from './lead.store.js';
import { PipelineStore } from './pipeline.store.js';
import { SnapshotStore, type Judged } from './snapshot.store.js';
import { TouchStore } from './touch.store.js';

type Lead = PlainOf<typeof LeadSchema>;
type Deal = PlainOf<typeof DealSchema>;

/** What models see of leads and deals, put together from all that this service knows. */
@Injectable()
export class ScoringFeatures {
  constructor(
    private readonly leads: LeadStore,
    private readonly deals: DealStore,
    private readonly pipelines: PipelineStore,
    private readonly touches: TouchStore,
    private readonly snapshots: SnapshotStore,
  ) {}

  /** What a record looks like now. Throws `NOT_FOUND`. */
  async of(tx: Tx, { noun, id }: Judged): Promise<Features> {
    return noun === 'lead' ? leadFeatures(await this.leads.get(tx, id), tx.now) : this.ofDeal(tx, await this.deals.get(tx, id));
  }

  async keepLead(tx: Tx, lead: Lead, moment: string): Promise<void> {
    await this.snapshots.keep(tx, { noun: 'lead', id: lead.id }, moment, leadFeatures(lead, tx.now));
  }

  async keepDeal(tx: Tx, deal: Deal, moment: string): Promise<void> {
    await this.snapshots.keep(tx, { noun: 'deal', id: deal.id }, moment, await this.ofDeal(tx, deal));
  }

  private async ofDeal(tx: Tx, deal: Deal): Promise<Features> {
    const customers = [deal.contactId, deal.companyId].filter(Boolean);
    const pipeline = (await this.pipelines.list(tx)).find(({ id }) => id === deal.pipelineId);
    const position = pipeline?.stages.findIndex(({ id }) => id === deal.stageId) ?? -1;
    const stage = { position, probability: pipeline?.stages[position]?.probability ?? 0 };
    const { won, lost } = await this.deals.endedOf(tx, customers);
    return dealFeatures(deal, stage, { touches: await this.touches.of(tx, customers), won, lost }, tx.now);
  }
}
