import {
  DealCreatedSchema,
  DealDeletedSchema,
  DealRestoredSchema,
  DealSchema,
  DealService,
  DealStageHistorySchema,
  DealUpdatedSchema,
  MoveDealFieldsSchema,
  plain,
  wire,
  type ListScoresRequest,
  type ListStageHistoryRequest,
  type MoveDealRequest,
  type PlainOf,
  type SumDealsRequest,
} from '@rapport/contracts';
import { Injectable } from '@nestjs/common';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules, type RecordChange, type Tx } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { changedDeal, newDeal } from '../domain/deal.js';
import { secondsOf } from '../domain/stage-history.js';
import { CustomerKeys } from '../store/customer-keys.store.js';
import { DealStore } from '../store/deal.store.js';
import { PipelineStore } from '../store/pipeline.store.js';
import { ScoreStore } from '../store/score.store.js';
import { DealMoves } from './deal-moves.js';
import { DealTrail } from './deal-trail.js';
import { scoresOnWire } from './scores-on-wire.js';

type Deal = PlainOf<typeof DealSchema>;

/** The rules of deals, with what they look up. */
@Injectable()
export class DealRules implements NounRules<Deal> {
  readonly externalId = 'externalId';
  readonly events = { created: DealCreatedSchema, updated: DealUpdatedSchema, deleted: DealDeletedSchema, restored: DealRestoredSchema };
  readonly changed = changedDeal;

  constructor(
    private readonly pipelines: PipelineStore,
    private readonly customers: CustomerKeys,
    private readonly trail: DealTrail,
  ) {}

  async created(draft: Deal, tx: Tx): Promise<Deal> {
    await this.customers.assertThere(tx, draft);
    return newDeal(draft, await this.pipelines.stage(tx, draft.stageId, '/stage_id'), tx.call.principal, tx.now);
  }

  async follow(tx: Tx, { before, after }: RecordChange<Deal>): Promise<void> {
    if (before) await this.customers.assertThere(tx, after, before);
    else await this.trail.begun(tx, after);
  }
}

@Serves(DealService)
export class DealApi extends recordDoor(DealService, DealSchema, 'deals') implements Serving<typeof DealService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deals: DealStore,
    rules: DealRules,
    private readonly moves: DealMoves,
    private readonly scores: ScoreStore,
  ) {
    super(work, deals, rules);
  }

  moveDeal(call: CallContext, { id, stageId, closeReason, closeNote, etag, fields }: MoveDealRequest) {
    const filled = fields ? plain(MoveDealFieldsSchema, fields) : {};
    return this.work.run(call, async (tx) => wire(DealSchema, await this.moves.move(tx, { id, etag, stageId, closeReason, closeNote, filled })));
  }

  listStageHistory(call: CallContext, { id, pageSize, pageToken }: ListStageHistoryRequest) {
    return this.work.read(call, async (tx) => {
      await this.deals.assertVisible(tx, id);
      const { stays, nextPageToken } = await this.moves.history(tx, id, { pageSize, pageToken });
      return { entries: stays.map((stay) => wire(DealStageHistorySchema, { ...stay, seconds: secondsOf(stay, tx.now) })), nextPageToken };
    });
  }

  listDealScores(call: CallContext, { id, ...page }: ListScoresRequest) {
    return this.work.read(call, async (tx) => {
      await this.deals.assertVisible(tx, id);
      return scoresOnWire(await this.scores.page(tx, id, page));
    });
  }

  sumDeals(call: CallContext, { filter }: SumDealsRequest) {
    return this.work.read(call, async (tx) => ({ sums: await this.deals.sums(tx, filter) }));
  }
}
