import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Injectable } from '@nestjs/common';
import { DealLostSchema, DealMovedSchema, DealWonSchema, type DealSchema, type PlainOf } from '@rapport/contracts';
import { merged, type Tx } from '@rapport/persistence';
import { changedDeal, movedDeal } from '../domain/deal.js';
import { stageKind } from '../domain/pipeline.js';
import { CustomerKeys } from '../store/customer-keys.store.js';
import { DealStore } from '../store/deal.store.js';
import { PipelineStore } from '../store/pipeline.store.js';
import { DealTrail } from './deal-trail.js';

type Deal = PlainOf<typeof DealSchema>;

/** Which deal goes where, and why. */
export interface WantedMove {
  readonly id: string;
  readonly etag: string;
  readonly stageId: string;
  readonly closeReason: string;
  readonly closeNote: string;
  /** Fields that are filled in with it. */
  readonly filled: Readonly<Record<string, unknown>>;
}

/** Moves deals between stages, with all that follows: the history, what models learn from, and what others hear. */
@Injectable()
export class DealMoves {
  constructor(
    private readonly deals: DealStore,
    private readonly pipelines: PipelineStore,
    private readonly customers: CustomerKeys,
    private readonly trail: DealTrail,
  ) {}

  /** The stages that a deal was in. */
  history(tx: Tx, id: string, page: { readonly pageSize: number; readonly pageToken: string }) {
    return this.trail.history.page(tx, id, page);
  }

  async move(tx: Tx, { id, etag, stageId, closeReason, closeNote, filled }: WantedMove): Promise<Deal> {
    const stage = await this.pipelines.stage(tx, stageId, '/stage_id');
    const { before, after } = await this.deals.change(tx, id, etag, (current) =>
      movedDeal(changedDeal(merged(this.deals.shape, current, filled, undefined)), stage, { closeReason, closeNote, now: tx.now }),
    );
    await this.customers.assertThere(tx, after, before);
    if (before.stageId === after.stageId) return after;
    await this.trail.moved(tx, before, after);
    say(tx, before, after);
    return after;
  }
}

function say(tx: Tx, before: Deal, after: Deal): void {
  const { id: dealId, contactId, companyId, stageId, amountMinor, currency, closeReason, ownerId: owner, teamId: team } = after;
  const whose = { dealId, contactId, companyId, stageId };
  if (after.state === stageKind.open) return tx.say(DealMovedSchema, { ...whose, fromStageId: before.stageId }, { owner, team });
  const end = { ...whose, amountMinor: BigInt(amountMinor), currency, closeReason, closedAt: timestampFromDate(tx.now) };
  tx.say(after.state === stageKind.won ? DealWonSchema : DealLostSchema, end, { owner, team });
}
