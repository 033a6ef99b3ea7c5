import {
  PipelineChangedSchema,
  PipelineSchema,
  PipelineService,
  plain,
  wire,
  type CreatePipelineRequest,
  type DeleteRequest,
  type GetRequest,
  type ListPipelinesRequest,
  type PlainOf,
  type UpdatePipelineRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { merged, RecordParts, shapeOf, UnitOfWork, type Tx } from '@rapport/persistence';
import { soundPipeline } from '../domain/pipeline.js';
import { PipelineStore, type KeptPipeline } from '../store/pipeline.store.js';

type Pipeline = PlainOf<typeof PipelineSchema>;

const shape = shapeOf(PipelineSchema);

@Serves(PipelineService)
export class PipelineApi implements Serving<typeof PipelineService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pipelines: PipelineStore,
    private readonly parts: RecordParts,
  ) {}

  createPipeline(call: CallContext, { pipeline }: CreatePipelineRequest) {
    const draft = soundPipeline(plain(PipelineSchema, pipeline!));
    return this.work.run(call, async (tx) => {
      // The first look makes the default one, so that this is never taken for it.
      await this.pipelines.list(tx);
      const id = this.parts.ids.next();
      await this.pipelines.insert(tx, { ...draft, id, stages: this.newStages(draft.stages, new Set()) });
      call.notes.created = true;
      return this.said(tx, 'create', await this.pipelines.get(tx, id));
    });
  }

  getPipeline(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => onWire(await this.pipelines.get(tx, id)));
  }

  listPipelines(call: CallContext, _request: ListPipelinesRequest) {
    return this.work.read(call, async (tx) => ({ pipelines: (await this.pipelines.list(tx)).map(onWire) }));
  }

  updatePipeline(call: CallContext, { pipeline, updateMask }: UpdatePipelineRequest) {
    const patch = plain(PipelineSchema, pipeline!);
    return this.work.run(call, async (tx) => {
      await this.pipelines.lock(tx);
      const before = await this.pipelines.get(tx, patch.id);
      assertFresh(patch.etag, before);
      const after = soundPipeline(merged<Pipeline>(shape, plain(PipelineSchema, onWire(before)), { ...patch, etag: undefined }, updateMask?.paths));
      if (before.isDefault && !after.isDefault)
        throw new AppError('conflict', 'PIPELINE_NEEDED', { violations: [{ pointer: '/is_default', reason: 'PIPELINE_NEEDED' }] });
      await this.pipelines.replace(tx, before, { ...after, stages: this.newStages(after.stages, new Set(before.stages.map(({ id }) => id))) });
      return this.said(tx, 'update', await this.pipelines.get(tx, patch.id));
    });
  }

  deletePipeline(call: CallContext, { id, etag }: DeleteRequest) {
    return this.work.run(call, async (tx) => {
      await this.pipelines.lock(tx);
      const pipeline = await this.pipelines.get(tx, id);
      assertFresh(etag, pipeline);
      await this.pipelines.remove(tx, pipeline);
      return this.said(tx, 'delete', pipeline);
    });
  }

  /** Stages that the pipeline had keep their ids; the others get new ones, whatever they were sent with. */
  private newStages(stages: Pipeline['stages'], known: ReadonlySet<string>): Pipeline['stages'] {
    return stages.map((stage) => ({ ...stage, id: known.has(stage.id) ? stage.id : this.parts.ids.next() }));
  }

  private said(tx: Tx, action: 'create' | 'update' | 'delete', pipeline: KeptPipeline) {
    tx.audit({ action, noun: 'pipeline', ids: [pipeline.id] });
    tx.say(PipelineChangedSchema, { pipelineId: pipeline.id, active: action !== 'delete' });
    return onWire(pipeline);
  }
}

function assertFresh(etag: string, current: KeptPipeline): void {
  if (etag && etag !== current.etag) throw new AppError('stale', 'STALE');
}

function onWire(pipeline: KeptPipeline) {
  return wire(PipelineSchema, { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, requiredFields: [...stage.requiredFields] })) });
}
