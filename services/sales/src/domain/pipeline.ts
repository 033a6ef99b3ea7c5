import { AppError, type Violation } from '@rapport/kernel';

/** What a deal in a stage is; the numbers are the contract's. */
export const stageKind = { open: 1, won: 2, lost: 3 } as const;

/** A step of a pipeline. */
export interface Stage {
  readonly id: string;
  readonly nameEn: string;
  readonly nameRu: string;
  readonly kind: number;
  readonly probability: number;
  readonly requiredFields: readonly string[];
  readonly rottingDays: number;
}

/** A way that deals go. */
export interface Pipeline {
  readonly id: string;
  readonly nameEn: string;
  readonly nameRu: string;
  readonly isDefault: boolean;
  readonly stages: readonly Stage[];
}

/** A pipeline as it may be kept: a good and a bad end, both certain, and a name everywhere. Throws with everything that is wrong. */
export function soundPipeline<T extends Pick<Pipeline, 'nameEn' | 'nameRu' | 'stages'>>(pipeline: T): T {
  const violations: Violation[] = [pipeline, ...pipeline.stages].flatMap(({ nameEn, nameRu }, at) => {
    const pointer = at === 0 ? '/name_en' : `/stages/${at - 1}/name_en`;
    return nameEn || nameRu ? [] : [{ pointer, reason: 'ONE_REQUIRED' as const, params: { fields: 'name_en, name_ru' } }];
  });
  if (!pipeline.stages.some(({ kind }) => kind === stageKind.open)) violations.push({ pointer: '/stages', reason: 'STAGES_INCOMPLETE' });
  const ids = pipeline.stages.map(({ id }) => id).filter(Boolean);
  if (new Set(ids).size < ids.length) violations.push({ pointer: '/stages', reason: 'NOT_DISTINCT' });
  if (violations.length > 0) throw new AppError('invalid', 'INVALID_REQUEST', { violations });
  const absent = ends.filter(({ kind }) => !pipeline.stages.some((stage) => stage.kind === kind));
  return { ...pipeline, stages: [...pipeline.stages, ...absent].map(certain) };
}

/** Where a deal begins: the first stage that is open. */
export function firstStage({ stages }: Pick<Pipeline, 'stages'>): Stage {
  return stages.find(({ kind }) => kind === stageKind.open)!;
}

const end = { id: '', probability: 0, requiredFields: [], rottingDays: 0 };
const ends: readonly Stage[] = [
  { ...end, kind: stageKind.won, nameEn: 'Won', nameRu: 'Выиграна' },
  { ...end, kind: stageKind.lost, nameEn: 'Lost', nameRu: 'Проиграна' },
];

function certain(stage: Stage): Stage {
  if (stage.kind === stageKind.won) return { ...stage, probability: 100, rottingDays: 0 };
  return stage.kind === stageKind.lost ? { ...stage, probability: 0, rottingDays: 0 } : stage;
}

const id = (number: number) => `01900000-0000-7000-8000-0000005a1e${number.toString(16).padStart(2, '0')}`;

/** What a tenant that has no pipeline is given. Its ids are the same for every tenant, so that examples and demo data can name them. */
export const defaultPipeline: Pipeline = {
  id: id(0),
  nameEn: 'Sales',
  nameRu: 'Продажи',
  isDefault: true,
  stages: (
    [
      ['New', 'Новая', 1, 10, 7, []],
      ['Contact made', 'Контакт установлен', 1, 25, 10, []],
      ['Needs known', 'Потребность выяснена', 1, 40, 14, []],
      ['Proposal', 'Предложение', 1, 60, 14, ['amount_minor']],
      ['Agreement', 'Согласование', 1, 80, 10, ['amount_minor', 'expected_close_on']],
      ['Won', 'Выиграна', 2, 100, 0, ['amount_minor']],
      ['Lost', 'Проиграна', 3, 0, 0, ['close_reason']],
    ] as const
  ).map(([nameEn, nameRu, kind, probability, rottingDays, requiredFields], at) => ({
    id: id(at + 1),
    nameEn,
    nameRu,
    kind,
    probability,
    rottingDays,
    requiredFields,
  })),
};
