import { Injectable } from '@nestjs/common';
import {
  AiUseSwitchedSchema,
  CallTranscribedSchema,
  ConsentGivenSchema,
  ConsentWithdrawnSchema,
  DealCreatedSchema,
  DealLostSchema,
  DealMovedSchema,
  DealUpdatedSchema,
  DealWonSchema,
  LeadConvertedSchema,
  LeadCreatedSchema,
  LeadMovedSchema,
  LeadUpdatedSchema,
  ObjectionChangedSchema,
  RestrictionChangedSchema,
} from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import { JobQueue, type Tx } from '@rapport/persistence';
import type { ScoreInput } from '../scoring/judged-records.js';
import { TrainingPlan } from '../scoring/training-plan.js';

/** What changes a score: the record moved, somebody spoke with the customer, or whether it may be scored at all. */
@Injectable()
export class ScoreAgain {
  constructor(
    private readonly jobs: JobQueue,
    private readonly plan: TrainingPlan,
  ) {}

  @On(LeadCreatedSchema)
  leadCreated(tx: Tx, { leadId: id }: Said<typeof LeadCreatedSchema>) {
    return this.again(tx, { which: { noun: 'lead', id } });
  }

  @On(LeadUpdatedSchema)
  leadUpdated(tx: Tx, { leadId: id }: Said<typeof LeadUpdatedSchema>) {
    return this.again(tx, { which: { noun: 'lead', id } });
  }

  @On(LeadMovedSchema)
  async leadMoved(tx: Tx, { leadId: id, toStatus }: Said<typeof LeadMovedSchema>) {
    if (toStatus === 'disqualified') await this.plan.later(tx);
    await this.again(tx, { which: { noun: 'lead', id } });
  }

  @On(LeadConvertedSchema)
  leadConverted(tx: Tx, _said: Said<typeof LeadConvertedSchema>) {
    return this.plan.later(tx);
  }

  @On(DealCreatedSchema)
  dealCreated(tx: Tx, { dealId: id }: Said<typeof DealCreatedSchema>) {
    return this.again(tx, { which: { noun: 'deal', id } });
  }

  @On(DealUpdatedSchema)
  dealUpdated(tx: Tx, { dealId: id }: Said<typeof DealUpdatedSchema>) {
    return this.again(tx, { which: { noun: 'deal', id } });
  }

  @On(DealMovedSchema)
  dealMoved(tx: Tx, { dealId: id }: Said<typeof DealMovedSchema>) {
    return this.again(tx, { which: { noun: 'deal', id } });
  }

  @On(DealWonSchema)
  dealWon(tx: Tx, _said: Said<typeof DealWonSchema>) {
    return this.plan.later(tx);
  }

  @On(DealLostSchema)
  dealLost(tx: Tx, _said: Said<typeof DealLostSchema>) {
    return this.plan.later(tx);
  }

  @On(CallTranscribedSchema)
  callTranscribed(tx: Tx, { contactId }: Said<typeof CallTranscribedSchema>) {
    return this.again(tx, { which: { contactId }, moment: 'call-analysed' });
  }

  @On(ObjectionChangedSchema)
  objectionChanged(tx: Tx, { contactId, purpose }: Said<typeof ObjectionChangedSchema>) {
    return this.consentChanged(tx, contactId, purpose);
  }

  @On(ConsentGivenSchema)
  consentGiven(tx: Tx, { contactId, purpose }: Said<typeof ConsentGivenSchema>) {
    return this.consentChanged(tx, contactId, purpose);
  }

  @On(ConsentWithdrawnSchema)
  consentWithdrawn(tx: Tx, { contactId, purpose }: Said<typeof ConsentWithdrawnSchema>) {
    return this.consentChanged(tx, contactId, purpose);
  }

  @On(RestrictionChangedSchema)
  restrictionChanged(tx: Tx, { contactId }: Said<typeof RestrictionChangedSchema>) {
    return this.again(tx, { which: { contactId } });
  }

  @On(AiUseSwitchedSchema)
  async switched(tx: Tx, { use }: Said<typeof AiUseSwitchedSchema>) {
    if (use !== 'AI_USE_SCORING') return;
    await this.again(tx, { which: { every: 'lead' } });
    await this.again(tx, { which: { every: 'deal' } });
  }

  private async consentChanged(tx: Tx, contactId: string, purpose: string): Promise<void> {
    if (purpose === 'scoring' || purpose === '') await this.again(tx, { which: { contactId } });
  }

  private async again(tx: Tx, input: ScoreInput): Promise<void> {
    await this.jobs.enqueue(tx, 'score-records', input, { class: 'every' in input.which ? 'bulk' : 'live' });
  }
}
