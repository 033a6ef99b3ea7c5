import { Injectable } from '@nestjs/common';
import { AiUse } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Job, JobQueue, UnitOfWork, type JobHandler, type JobProgress, type Running, type Tx } from '@rapport/persistence';
import { serviceCall } from '@rapport/runtime';
import type { Example } from '../domain/scoring/example.js';
import type { GroupReport } from '../domain/scoring/fairness.js';
import { outcomesOf, train, type Trained } from '../domain/scoring/training.js';
import { Learning } from '../scoring/learning.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import { ScoringModelStore, type Scored } from '../store/scoring-model.store.js';
import { ScoringTrainingStore } from '../store/scoring-training.store.js';

/** Of what. */
export interface TrainInput {
  readonly noun: Scored;
}

type Work = Running<TrainInput>;

/** Of a longer history the latest part is learnt from. */
const mostExamples = 60_000;

/** From a tenant's history to a model, kept with what it was measured at, and made active if it is better than the one before. */
@Injectable()
@Job('train-scoring')
export class TrainScoring implements JobHandler<TrainInput> {
  constructor(
    private readonly learning: Learning,
    private readonly work: UnitOfWork,
    private readonly models: ScoringModelStore,
    private readonly trainings: ScoringTrainingStore,
    private readonly switches: AiSwitchStore,
    private readonly ledger: AiLedgerStore,
    private readonly jobs: JobQueue,
  ) {}

  async *run(job: Work): AsyncGenerator<JobProgress, void> {
    const { noun } = job.input;
    // The history is read by the service, whoever asked: people see the model alone.
    const call = () => serviceCall('ai', 'train-scoring', job.call().tenant);
    await this.work.read(call(), (tx) => this.switches.assertOn(tx, AiUse.SCORING));
    await this.work.run(call(), (tx) => this.trainings.asked(tx, noun, job.id));
    const examples = yield* this.read(call, noun);
    yield { step: 'learn', done: 0, total: 1 };
    const old = await this.work.read(call(), (tx) => this.models.active(tx, noun));
    const trained = train(examples, old?.card);
    if (trained) yield { step: 'groups', done: 0, total: 1 };
    const groups = trained ? await this.learning.fairness(call, noun, trained.judgedOn) : [];
    yield* job.commit('keep', (tx) => this.keep(tx, noun, { examples, trained, groups }));
  }

  private async *read(call: () => CallContext, noun: Scored): AsyncGenerator<JobProgress, Example[]> {
    let examples: Example[] = [];
    for await (const page of this.learning.history(call, noun)) {
      examples = [...examples, ...page].slice(-mostExamples);
      yield { step: 'read', done: examples.length, total: 0 };
    }
    return examples;
  }

  private async keep(tx: Tx, noun: Scored, found: { examples: Example[]; trained: Trained | undefined; groups: GroupReport[] }): Promise<void> {
    const { examples, trained, groups } = found;
    await this.trainings.ended(tx, noun, trained ? 'trained' : 'not-enough-data', outcomesOf(examples));
    if (trained) await this.add(tx, noun, trained, { examples, groups });
    const wasEmpty = !(await this.models.active(tx, noun));
    if (trained?.verdict.promote || wasEmpty) await this.jobs.enqueue(tx, 'score-records', { which: { every: noun } }, { class: 'bulk' });
  }

  private async add(tx: Tx, noun: Scored, trained: Trained, { examples, groups }: { examples: Example[]; groups: GroupReport[] }): Promise<void> {
    const { card, quality, oldQuality, verdict, warnings, learntFrom } = trained;
    const features = card.features.map(({ bins }) => bins.feature);
    const range = { firstExampleId: examples[0]!.id, lastExampleId: examples.at(-1)!.id };
    const report = { learntFrom, ...range, features, quality, ...(oldQuality && { oldQuality }), verdict: verdict.reason, warnings, groups };
    const { id, version } = await this.models.add(tx, noun, card, report);
    if (verdict.promote) await this.models.activate(tx, noun, id);
    const result = { use: AiUse.SCORING, kind: 'model', outputId: id, output: JSON.stringify(card), model: `${noun}-scorecard`, modelVersion: String(version) };
    this.ledger.note(tx, { ...result, inputIds: [range.firstExampleId, range.lastExampleId], evidenceIds: features });
  }
}
