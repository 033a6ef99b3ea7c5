import { Injectable } from '@nestjs/common';
import type { DealSchema, PlainOf } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { stageKind } from '../domain/pipeline.js';
import { ScoringFeatures } from '../store/scoring-features.js';
import { SnapshotStore } from '../store/snapshot.store.js';
import { StageHistoryStore } from '../store/stage-history.store.js';

type Deal = PlainOf<typeof DealSchema>;

/** What a deal leaves behind on its way: its stages, and what models learn from. */
@Injectable()
export class DealTrail {
  constructor(
    readonly history: StageHistoryStore,
    private readonly features: ScoringFeatures,
    private readonly snapshots: SnapshotStore,
  ) {}

  /** A deal was added. */
  async begun(tx: Tx, deal: Deal): Promise<void> {
    await this.history.enter(tx, deal.id, deal.stageId);
    await this.decided(tx, deal);
    await this.features.keepDeal(tx, deal, 'created');
  }

  /** A deal came to another stage. */
  async moved(tx: Tx, before: Deal, after: Deal): Promise<void> {
    await this.history.enter(tx, after.id, after.stageId);
    if (before.state !== stageKind.open) await this.snapshots.reopen(tx, { noun: 'deal', id: after.id });
    await this.decided(tx, after);
    await this.features.keepDeal(tx, after, 'stage-moved');
  }

  /** Before the features: what is known at the end is known after the outcome. */
  private async decided(tx: Tx, { id, state }: Deal): Promise<void> {
    if (state !== stageKind.open) await this.snapshots.decide(tx, { noun: 'deal', id }, state === stageKind.won);
  }
}
