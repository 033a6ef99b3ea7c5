import {
  AiUse,
  ListScoringModelsResponseSchema,
  ScoringModelService,
  wire,
  type ActivateScoringModelRequest,
  type ListScoringModelsRequest,
  type TrainScoringRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { ModelShelf } from '../scoring/model-shelf.js';
import { Standings } from '../scoring/standings.js';
import { TrainingPlan } from '../scoring/training-plan.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import type { Scored } from '../store/scoring-model.store.js';

@Serves(ScoringModelService)
export class ScoringModelApi implements Serving<typeof ScoringModelService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shelf: ModelShelf,
    private readonly standings: Standings,
    private readonly switches: AiSwitchStore,
    private readonly plan: TrainingPlan,
  ) {}

  listScoringModels(call: CallContext, _request: ListScoringModelsRequest) {
    return this.work.read(call, (tx) => this.all(tx));
  }

  trainScoring(call: CallContext, { noun }: TrainScoringRequest) {
    return this.work.run(call, async (tx) => {
      await this.switches.assertOn(tx, AiUse.SCORING);
      const id = await this.plan.now(tx, noun as Scored);
      tx.audit({ action: 'train', noun: 'scoring-model', ids: [id] });
      return this.standings.progress(tx, { jobId: id, result: null });
    });
  }

  activateScoringModel(call: CallContext, { noun, modelId }: ActivateScoringModelRequest) {
    return this.work.run(call, async (tx) => {
      await this.shelf.take(tx, noun as Scored, modelId);
      tx.audit({ action: 'activate', noun: 'scoring-model', ids: [modelId || 'rules'] });
      return this.all(tx);
    });
  }

  private async all(tx: Tx) {
    return wire(ListScoringModelsResponseSchema, await this.standings.all(tx));
  }
}
