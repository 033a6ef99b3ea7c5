import {
  ScoringModelSchema,
  ScoringModelService,
  wire,
  type ActivateScoringModelRequest,
  type ListScoringModelsRequest,
  type TrainScoringRequest,
} from '@rapport/contracts';
import { AiUse } from '@rapport/contracts';
import { toAppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { JobQueue, UnitOfWork, type Tx } from '@rapport/persistence';
import { leastOutcomes } from '../domain/scoring/training.js';
import { TrainingPlan } from '../scoring/training-plan.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import { ScoringModelStore, type ModelRow, type Scored } from '../store/scoring-model.store.js';
import { ScoringTrainingStore, type TrainingRow } from '../store/scoring-training.store.js';

@Serves(ScoringModelService)
export class ScoringModelApi implements Serving<typeof ScoringModelService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly models: ScoringModelStore,
    private readonly trainings: ScoringTrainingStore,
    private readonly switches: AiSwitchStore,
    private readonly plan: TrainingPlan,
    private readonly jobs: JobQueue,
  ) {}

  listScoringModels(call: CallContext, _request: ListScoringModelsRequest) {
    return this.work.read(call, (tx) => this.standing(tx));
  }

  trainScoring(call: CallContext, { noun }: TrainScoringRequest) {
    return this.work.run(call, async (tx) => {
      await this.switches.assertOn(tx, AiUse.SCORING);
      const id = await this.plan.now(tx, noun as Scored);
      tx.audit({ action: 'train', noun: 'scoring-model', ids: [id] });
      return this.progress(tx, { jobId: id, result: null });
    });
  }

  activateScoringModel(call: CallContext, request: ActivateScoringModelRequest) {
    const noun = request.noun as Scored;
    return this.work.run(call, async (tx) => {
      await this.models.activate(tx, noun, request.modelId);
      tx.audit({ action: 'activate', noun: 'scoring-model', ids: [request.modelId || 'rules'] });
      await this.jobs.enqueue(tx, 'score-records', { which: { every: noun } }, { class: 'bulk' });
      return this.standing(tx);
    });
  }

  private async standing(tx: Tx) {
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
    return { models: models.map(modelOnWire), standings };
  }

  /** Somebody who may not look at the job sees its result alone. */
  private async progress(tx: Tx, { jobId, result }: Pick<TrainingRow, 'jobId' | 'result'>) {
    const known = { id: jobId, result: result ?? '' };
    try {
      const { state, step, done, total } = await this.jobs.find(tx, jobId);
      return { ...known, state, step, done, total };
    } catch (thrown) {
      if (toAppError(thrown).code !== 'not_found') throw thrown;
      return { ...known, state: result ? 'done' : '' };
    }
  }
}

function modelOnWire({ report, activatedAt, activatedBy, ...row }: ModelRow) {
  return wire(ScoringModelSchema, {
    ...row,
    ...report,
    ...(activatedAt && { activatedAt }),
    activatedBy: activatedBy ?? '',
  } as Parameters<typeof wire<typeof ScoringModelSchema>>[1]);
}
