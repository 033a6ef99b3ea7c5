import { StageKind, type Pipeline, type Stage } from '@rapport/contracts/client';

/** A stage as it is edited; `key` tells rows apart that have no id yet. */
export interface StageDraft extends Pick<Stage, 'id' | 'nameRu' | 'nameEn' | 'kind' | 'probability' | 'rottingDays'> {
  readonly key: string;
  readonly requiredFields: readonly string[];
}

export interface PipelineDraft extends Pick<Pipeline, 'nameRu' | 'nameEn' | 'isDefault'> {
  readonly stages: readonly StageDraft[];
}

const blank: PipelineDraft = { nameRu: '', nameEn: '', isDefault: false, stages: [] };

/** What a form begins with: the pipeline, or the three stages that none can do without. */
export function draftOf(pipeline: Pipeline | undefined): PipelineDraft {
  if (!pipeline) return [StageKind.OPEN, StageKind.WON, StageKind.LOST].reduce(withStage, blank);
  const { nameRu, nameEn, isDefault, stages } = pipeline;
  return { nameRu, nameEn, isDefault, stages: stages.map((stage) => ({ ...stage, key: stage.id })) };
}

/** A new stage stands behind the last of its kind, before those that end a deal. */
export function withStage(draft: PipelineDraft, kind: StageKind): PipelineDraft {
  const stages = [...draft.stages];
  const last = stages.findLastIndex((stage) => stage.kind === StageKind.OPEN);
  const probability = kind === StageKind.WON ? 100 : kind === StageKind.LOST ? 0 : (stages[last]?.probability ?? 10);
  const added: StageDraft = {
    id: '',
    key: `new-${nextOf(stages)}`,
    nameRu: '',
    nameEn: '',
    kind,
    probability,
    rottingDays: 0,
    requiredFields: [],
  };
  stages.splice(kind === StageKind.OPEN ? last + 1 : stages.length, 0, added);
  return { ...draft, stages };
}

/** The stage at `at` changes places with its neighbour. */
export function withMoved(draft: PipelineDraft, at: number, by: -1 | 1): PipelineDraft {
  const stages = [...draft.stages];
  const [stage] = stages.splice(at, 1);
  if (!stage || at + by < 0 || at + by > stages.length) return draft;
  stages.splice(at + by, 0, stage);
  return { ...draft, stages };
}

export function withChanged(draft: PipelineDraft, key: string, change: Partial<StageDraft>): PipelineDraft {
  return { ...draft, stages: draft.stages.map((stage) => (stage.key === key ? { ...stage, ...change } : stage)) };
}

export function without(draft: PipelineDraft, key: string): PipelineDraft {
  return { ...draft, stages: draft.stages.filter((stage) => stage.key !== key) };
}

/** Where a name is missing, in either language: the pipeline's, its stages'. */
export function namelessIn(draft: PipelineDraft): readonly string[] {
  const isNameless = ({ nameRu, nameEn }: Pick<StageDraft, 'nameRu' | 'nameEn'>) => nameRu.trim() === '' && nameEn.trim() === '';
  return [...(isNameless(draft) ? ['/name_ru'] : []), ...draft.stages.flatMap((stage, at) => (isNameless(stage) ? [`/stages/${at}`] : []))];
}

/** As it is sent: whether a stage is won or lost says how likely it is. */
export function writtenPipeline({ stages, ...draft }: PipelineDraft) {
  return {
    ...draft,
    stages: stages.map(({ key: _key, requiredFields, ...stage }) => ({ ...stage, requiredFields: [...requiredFields], probability: probabilityOf(stage) })),
  };
}

function probabilityOf({ kind, probability }: Pick<StageDraft, 'kind' | 'probability'>): number {
  return kind === StageKind.WON ? 100 : kind === StageKind.LOST ? 0 : probability;
}

function nextOf(stages: readonly StageDraft[]): number {
  return 1 + Math.max(0, ...stages.map(({ key }) => Number(/^new-(\d+)$/.exec(key)?.[1] ?? 0)));
}
