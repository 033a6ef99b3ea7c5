import { Injectable } from '@nestjs/common';
import { orNothing } from '@rapport/kernel';
import { JobQueue, type Tx } from '@rapport/persistence';
import { leastOutcomes } from '../domain/scoring/training.js';
import { ScoringModelStore, type ModelRow } from '../store/scoring-model.store.js';
import { ScoringTrainingStore, type TrainingRow } from '../store/scoring-training.store.js';

/** How scoring stands, for people. */
@Injectable()
export class Standings {
  constructor(
    private readonly models: ScoringModelStore,
    private readonly trainings: ScoringTrainingStore,
    private readonly jobs: JobQueue,
  ) {}

  async all(tx: Tx) {
    const models = await this.models.list(tx);
    const trainings = await this.trainings.list(tx);
    const standings = [];
    for (const noun of ['lead', 'deal'] as const) {
      const training = trainings.find((one) => one.noun === noun);
      const active = await this.models.active(tx, noun);
      const { succeeded = 0, failed = 0 } = training ?? {};
      const progress = training && { training: await this.progress(tx, training) };
      standings.push({ noun, succeeded, failed, needed: leastOutcomes, activeModelId: active?.id ?? '', ...progress });
    }
    return { models: models.map(shown), standings };
  }

  /** Somebody who may not look at the job sees its result alone. */
  async progress(tx: Tx, { jobId, result }: Pick<TrainingRow, 'jobId' | 'result'>) {
    const known = { id: jobId, result: result ?? '' };
    const job = await orNothing(this.jobs.find(tx, jobId), 'not_found');
    if (!job) return { ...known, state: result ? 'done' : '', step: '', done: 0, total: 0 };
    const { state, step, done, total } = job;
    return { ...known, state, step, done, total };
  }
}

function shown({ report, activatedAt, activatedBy, ...row }: ModelRow) {
  return { ...row, ...report, ...(activatedAt && { activatedAt }), activatedBy: activatedBy ?? '' };
}
