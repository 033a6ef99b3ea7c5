import { Injectable } from '@nestjs/common';
import { JobQueue, type Tx } from '@rapport/persistence';
import { ScoringTrainingStore } from '../store/scoring-training.store.js';
import { ScoringModelStore, type ActiveModel, type Scored } from '../store/scoring-model.store.js';

const minuteMs = 60_000;

/** When models are trained: when somebody asks, and by themselves as outcomes come in: weekly, or within the hour while there is no model yet. */
@Injectable()
export class TrainingPlan {
  constructor(
    private readonly jobs: JobQueue,
    private readonly trainings: ScoringTrainingStore,
    private readonly models: ScoringModelStore,
  ) {}

  /** Now; the id of the training that is under way if one is. */
  async now(tx: Tx, noun: Scored): Promise<string> {
    const id = await this.jobs.enqueue(tx, 'train-scoring', { noun }, { key: noun });
    await this.trainings.asked(tx, noun, id);
    return id;
  }

  /** A training began; answers the model that it is held against. */
  async begun(tx: Tx, noun: Scored, jobId: string): Promise<ActiveModel | undefined> {
    await this.trainings.asked(tx, noun, jobId);
    return this.models.active(tx, noun);
  }

  /** A lead or a deal ended: there is something new to learn from. */
  async later(tx: Tx): Promise<void> {
    const tried = (await this.trainings.list(tx)).map(({ noun }) => noun);
    for (const noun of ['lead', 'deal'] as const) {
      const waitMs = (await this.models.active(tx, noun)) ? 7 * 24 * 60 * minuteMs : tried.includes(noun) ? 60 * minuteMs : minuteMs;
      await this.jobs.enqueue(tx, 'train-scoring', { noun }, { key: `${noun}/later`, class: 'bulk', runAt: new Date(tx.now.getTime() + waitMs) });
    }
  }
}
