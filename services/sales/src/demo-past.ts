import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Injectable } from '@nestjs/common';
import { DealLostSchema, DealWonSchema, type DealSchema, type LeadSchema, type PlainOf } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { stageAt, type DemoDeal } from './demo-deals.js';
import type { DemoLead } from './demo-leads.js';
import { dealFeatures, leadFeatures, type Touches } from './domain/features.js';
import { changedLead, leadStatus } from './domain/lead.js';
import { stageKind } from './domain/pipeline.js';
import { DealStore } from './store/deal.store.js';
import { LeadStore } from './store/lead.store.js';
import { PipelineStore, type KeptPipeline } from './store/pipeline.store.js';
import { DemoTrail } from './demo-trail.js';

type Deal = PlainOf<typeof DealSchema>;
type Lead = PlainOf<typeof LeadSchema>;

const dayMs = 86_400_000;

/** Writes made-up leads and deals as they would stand if all of it had happened: records, stages, what was known when, and how it ended. */
@Injectable()
export class DemoPast {
  constructor(
    private readonly deals: DealStore,
    private readonly leads: LeadStore,
    private readonly pipelines: PipelineStore,
    private readonly trail: DemoTrail,
  ) {}

  /** Adds those that are not there yet, and says how many. */
  async addDeals(tx: Tx, deals: readonly DemoDeal[]): Promise<number> {
    const missing = await this.deals.missing(
      tx,
      deals.map(({ id }) => id),
    );
    const [pipeline] = await this.pipelines.list(tx);
    for (const deal of deals.filter(({ id }) => missing.has(id))) await this.addDeal(tx, deal, pipeline!);
    return missing.size;
  }

  async addLeads(tx: Tx, leads: readonly DemoLead[], owner: { readonly ownerId: string; readonly teamId: string }): Promise<void> {
    const missing = await this.leads.missing(
      tx,
      leads.map(({ id }) => id),
    );
    for (const lead of leads.filter(({ id }) => missing.has(id))) await this.addLead(tx, lead, owner);
  }

  private async addDeal(tx: Tx, demo: DemoDeal, pipeline: KeptPipeline): Promise<void> {
    const { person, stays } = demo;
    const ago = (days: number) => new Date(tx.now.getTime() - days * dayMs);
    const last = stays.at(-1)!;
    const stage = stageAt(pipeline, last.stage);
    const draft = {
      ...draftOf(demo, tx.now),
      pipelineId: pipeline.id,
      stageId: stage.id,
      state: stage.kind,
      probability: stage.probability,
      stageSince: ago(last.daysAgo),
    };
    const ended = stage.kind !== stageKind.open;
    const deal = await this.deals.insert(tx, { ...draft, ...(ended && { closedAt: ago(last.daysAgo), closeReason: demo.closeReason }) }, demo.id);
    this.deals.backdate(tx, deal.id, ago(stays[0]!.daysAgo), ago(last.daysAgo));
    const touched = (daysAgo: number) => touchesUntil(demo, daysAgo, ago);
    for (const [at, { stage: place, daysAgo }] of stays.entries()) {
      const seen = { ...deal, createdAt: ago(stays[0]!.daysAgo), stageSince: ago(daysAgo) };
      const known = { touches: touched(daysAgo), won: 0, lost: 0 };
      const features = dealFeatures(seen, { position: place, probability: stageAt(pipeline, place).probability }, known, ago(daysAgo));
      const moment = at === 0 ? 'created' : 'stage-moved';
      await this.trail.step(tx, {
        dealId: deal.id,
        stageId: stageAt(pipeline, place).id,
        at: ago(daysAgo),
        ended: ended && at === stays.length - 1,
        moment,
        features,
      });
    }
    await this.trail.spoken(tx, person.id, touched(0));
    if (!ended) return;
    await this.trail.end(tx, { noun: 'deal', id: deal.id }, stage.kind === stageKind.won, ago(last.daysAgo));
    say(tx, deal, ago(last.daysAgo));
  }

  private async addLead(tx: Tx, demo: DemoLead, owner: { readonly ownerId: string; readonly teamId: string }): Promise<void> {
    const { daysAgo, statusDaysAgo, email, phone, ...written } = demo;
    const ago = (days: number) => new Date(tx.now.getTime() - days * dayMs);
    const draft = {
      ...written,
      ...owner,
      displayName: '',
      externalId: '',
      emails: [{ value: email, label: '', preferred: true }],
      phones: phone ? [{ value: phone, label: '', preferred: true }] : [],
      statusNote: '',
      score: 0,
      statusSince: ago(statusDaysAgo),
      contactId: demo.contactId ?? '',
      companyId: demo.companyId ?? '',
      dealId: '',
    };
    const lead: Lead = await this.leads.insert(tx, changedLead(draft), demo.id);
    this.leads.backdate(tx, lead.id, ago(daysAgo), ago(statusDaysAgo));
    const features = leadFeatures({ ...lead, status: leadStatus.new, nextStep: '', createdAt: ago(daysAgo), statusSince: ago(daysAgo) }, ago(daysAgo));
    const judged = { noun: 'lead' as const, id: lead.id };
    await this.trail.known(tx, judged, 'created', features, ago(daysAgo));
    if (lead.status > leadStatus.qualified) await this.trail.end(tx, judged, lead.status === leadStatus.converted, ago(statusDaysAgo));
  }
}

function draftOf({ person, title, amountMinor, source, nextStep, closesInDays }: DemoDeal, now: Date) {
  const { id: contactId, companyId, ownerId, teamId } = person;
  const day = (inDays: number) => new Date(now.getTime() + inDays * dayMs).toISOString().slice(0, 10);
  return {
    title,
    amountMinor,
    currency: 'RUB',
    score: 0,
    source,
    contactId,
    companyId,
    ownerId,
    teamId,
    nextStep,
    nextStepOn: day(closesInDays % 9),
    expectedCloseOn: day(closesInDays),
  };
}

function touchesUntil({ person }: DemoDeal, daysAgo: number, ago: (days: number) => Date): Touches {
  const before = person.touches.filter((touch) => touch.daysAgo >= daysAgo);
  return before.length > 0 ? { count: before.length, lastAt: ago(before.at(-1)!.daysAgo) } : { count: 0 };
}

/** Ends stand in the timeline at their day; what led there does not, to spare a first start hundreds of events. */
function say(
  tx: Tx,
  { id: dealId, contactId, companyId, stageId, amountMinor, currency, closeReason, state, ownerId: owner, teamId: team }: Deal,
  closedAt: Date,
): void {
  const end = { dealId, contactId, companyId, stageId, amountMinor: BigInt(amountMinor), currency, closeReason, closedAt: timestampFromDate(closedAt) };
  tx.say(state === stageKind.won ? DealWonSchema : DealLostSchema, end, { owner, team });
}
