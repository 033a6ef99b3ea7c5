import { Injectable } from '@nestjs/common';
import { AiUse } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Job, UnitOfWork, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { serviceCall } from '@rapport/runtime';
import type { Example } from '../domain/scoring/example.js';
import { train } from '../domain/scoring/training.js';
import { Learning } from '../scoring/learning.js';
import { ModelShelf } from '../scoring/model-shelf.js';
import { TrainingPlan } from '../scoring/training-plan.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import type { Scored } from '../store/scoring-model.store.js';

/** Of what. */
export interface TrainInput {
  readonly noun: Scored;
}

/** Of a longer history the latest part is learnt from. */
const mostExamples = 60_000;

/** From a tenant's history to a model, kept with what it was measured at, and made active if it is better than the one before. */
@Injectable()
@Job('train-scoring')
export class TrainScoring implements JobHandler<TrainInput> {
  constructor(
    private readonly learning: Learning,
    private readonly work: UnitOfWork,
    private readonly shelf: ModelShelf,
    private readonly plan: TrainingPlan,
    private readonly switches: AiSwitchStore,
  ) {}

  async *run(job: Running<TrainInput>): AsyncGenerator<JobProgress, void> {
    const { noun } = job.input;
    // The history is read by the service, whoever asked: people see the model alone.
    const call = () => serviceCall('ai', 'train-scoring', job.call().tenant);
    const old = await this.work.run(call(), async (tx) => {
      await this.switches.assertOn(tx, AiUse.SCORING);
      return this.plan.begun(tx, noun, job.id);
    });
    const examples = yield* this.read(call, noun);
    yield { step: 'learn', done: 0, total: 1 };
    const trained = train(examples, old?.card);
    if (trained) yield { step: 'groups', done: 0, total: 1 };
    const groups = trained ? await this.learning.fairness(call, noun, trained.judgedOn) : [];
    yield* job.commit('keep', (tx) => this.shelf.keep(tx, noun, { examples, trained, groups }));
  }

  private async *read(call: () => CallContext, noun: Scored): AsyncGenerator<JobProgress, Example[]> {
    let examples: Example[] = [];
    for await (const page of this.learning.history(call, noun)) {
      examples = [...examples, ...page].slice(-mostExamples);
      yield { step: 'read', done: examples.length, total: 0 };
    }
    return examples;
  }
}
