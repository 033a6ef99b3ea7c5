import { Injectable } from '@nestjs/common';
import { AiUse } from '@rapport/contracts';
import { JobQueue, type Tx } from '@rapport/persistence';
import type { Example } from '../domain/scoring/example.js';
import type { GroupReport } from '../domain/scoring/fairness.js';
import { outcomesOf, type Trained } from '../domain/scoring/training.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { ScoringModelStore, type Scored } from '../store/scoring-model.store.js';
import { ScoringTrainingStore } from '../store/scoring-training.store.js';
import type { ScoreInput } from './judged-records.js';

/** What a training came to; no model where there was too little to learn from. */
export interface Learnt {
  readonly examples: readonly Example[];
  readonly trained: Trained | undefined;
  readonly groups: readonly GroupReport[];
}

/** Where models stand, and from which one is taken to score. */
@Injectable()
export class ModelShelf {
  constructor(
    private readonly models: ScoringModelStore,
    private readonly trainings: ScoringTrainingStore,
    private readonly ledger: AiLedgerStore,
    private readonly jobs: JobQueue,
  ) {}

  /** Keeps what a training came to. A better model is made the active one, and open records are scored again. */
  async keep(tx: Tx, noun: Scored, learnt: Learnt): Promise<void> {
    const { examples, trained } = learnt;
    await this.trainings.ended(tx, noun, trained ? 'trained' : 'not-enough-data', outcomesOf(examples));
    const hadModel = (await this.models.active(tx, noun)) !== undefined;
    const id = trained && (await this.add(tx, noun, trained, learnt));
    if (id && trained.verdict.promote) await this.take(tx, noun, id);
    else if (!hadModel) await this.scoreAgain(tx, noun);
  }

  /** Scores with this model from now on; with plain rules for an empty id. Throws `NOT_FOUND`. */
  async take(tx: Tx, noun: Scored, id: string): Promise<void> {
    await this.models.activate(tx, noun, id);
    await this.scoreAgain(tx, noun);
  }

  private async scoreAgain(tx: Tx, noun: Scored): Promise<void> {
    const input: ScoreInput = { which: { every: noun } };
    await this.jobs.enqueue(tx, 'score-records', input, { class: 'bulk' });
  }

  private async add(tx: Tx, noun: Scored, trained: Trained, { examples, groups }: Learnt): Promise<string> {
    const { card, quality, oldQuality, verdict, warnings, learntFrom } = trained;
    const features = card.features.map(({ bins }) => bins.feature);
    const range = { firstExampleId: examples[0]!.id, lastExampleId: examples.at(-1)!.id };
    const report = { learntFrom, ...range, features, quality, ...(oldQuality && { oldQuality }), verdict: verdict.reason, warnings, groups };
    const { id, version } = await this.models.add(tx, noun, card, report);
    const result = { use: AiUse.SCORING, kind: 'model', outputId: id, output: JSON.stringify(card), model: `${noun}-scorecard`, modelVersion: String(version) };
    this.ledger.note(tx, { ...result, inputIds: [range.firstExampleId, range.lastExampleId], evidenceIds: features });
    return id;
  }
}
