import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import type { Features, Touches } from './domain/features.js';
import { SnapshotStore, type Judged } from './store/snapshot.store.js';
import { StageHistoryStore } from './store/stage-history.store.js';
import { TouchStore } from './store/touch.store.js';

/** A made-up step of a deal. */
export interface DemoStep {
  readonly dealId: string;
  readonly stageId: string;
  readonly at: Date;
  /** It is the deal's end: what is known then would give the outcome away. */
  readonly ended: boolean;
  readonly moment: string;
  readonly features: Features;
}

/** What made-up records leave behind, at the days on which it would have happened. */
@Injectable()
export class DemoTrail {
  constructor(
    private readonly history: StageHistoryStore,
    private readonly snapshots: SnapshotStore,
    private readonly touches: TouchStore,
  ) {}

  async step(tx: Tx, { dealId, stageId, at, ended, moment, features }: DemoStep): Promise<void> {
    await this.history.enter(tx, dealId, stageId, at);
    if (!ended) await this.known(tx, { noun: 'deal', id: dealId }, moment, features, at);
  }

  known(tx: Tx, judged: Judged, moment: string, features: Features, at: Date): Promise<void> {
    return this.snapshots.keep(tx, judged, moment, features, at);
  }

  end(tx: Tx, judged: Judged, succeeded: boolean, at: Date): Promise<void> {
    return this.snapshots.decide(tx, judged, succeeded, at);
  }

  async spoken(tx: Tx, customerId: string, touches: Touches): Promise<void> {
    if (touches.count > 0) await this.touches.set(tx, customerId, touches);
  }
}
