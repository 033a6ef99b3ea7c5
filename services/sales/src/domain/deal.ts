import { AppError, type Principal, type Violation } from '@rapport/kernel';
import { stageKind, type Stage } from './pipeline.js';

/** What the rules of a deal look at. Whatever else the contract has passes through untouched. */
export interface DealFacts {
  readonly contactId: string;
  readonly companyId: string;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly state: number;
  readonly stageSince?: Date | undefined;
  readonly closedAt?: Date | undefined;
  readonly closeReason: string;
  readonly closeNote: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly probability: number;
  readonly expectedCloseOn: string;
  readonly source: string;
  readonly nextStep: string;
  readonly nextStepOn: string;
  readonly ownerId: string;
  readonly teamId: string;
}

/** Where a stage stands. */
export type PlacedStage = Stage & { readonly pipelineId: string };

/** Why and with what a deal is moved. */
export interface Move {
  readonly closeReason: string;
  readonly closeNote: string;
  readonly now: Date;
}

/** A new deal in its first stage, owned by whoever added it, unless said otherwise. */
export function newDeal<T extends DealFacts>(draft: T, stage: PlacedStage, by: Principal, now: Date): T {
  const owned = {
    ...draft,
    ownerId: draft.ownerId || by.id,
    teamId: draft.teamId || (by.teams[0] ?? ''),
    source: draft.source || 'manual',
    currency: draft.currency || 'RUB',
    probability: stage.kind === stageKind.open && draft.probability ? draft.probability : stage.probability,
  };
  return placed(owned, stage, { closeReason: draft.closeReason, closeNote: draft.closeNote, now });
}

/** A deal after an edit: one that ended keeps its certainty, and money has a currency. */
export function changedDeal<T extends DealFacts>(deal: T): T {
  const probability = deal.state === stageKind.won ? 100 : deal.state === stageKind.lost ? 0 : deal.probability;
  return { ...deal, probability, currency: deal.currency || 'RUB' };
}

/** A deal in another stage; where it stands already, it is the same deal. Throws with a pointer to each field that the stage requires and the deal lacks. */
export function movedDeal<T extends DealFacts>(deal: T, stage: PlacedStage, move: Move): T {
  if (deal.stageId === stage.id) return deal;
  const moved = { ...placed(deal, stage, move), probability: stage.probability };
  const missing = missingFor(stage, moved);
  if (missing.length > 0) throw new AppError('invalid', 'INVALID_REQUEST', { violations: missing });
  return moved;
}

/** What a deal lacks of what a stage requires, and of what losing it requires. */
function missingFor(stage: Stage, deal: DealFacts): Violation[] {
  const required = new Set([...stage.requiredFields, ...(stage.kind === stageKind.lost ? ['close_reason'] : [])]);
  return [...required]
    .filter((field) => !valueOf(deal, field))
    .map((field) => ({ pointer: field.startsWith('close_') ? `/${field}` : `/fields/${field}`, reason: 'REQUIRED' as const }));
}

function valueOf(deal: DealFacts, field: string): unknown {
  return (deal as unknown as Record<string, unknown>)[field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())];
}

function placed<T extends DealFacts>(deal: T, { id, pipelineId, kind }: PlacedStage, { closeReason, closeNote, now }: Move): T {
  const { closedAt: _, ...open } = deal;
  const ended = kind !== stageKind.open;
  const end = ended ? { closedAt: now, closeReason, closeNote } : { closeReason: '', closeNote: '' };
  return { ...open, pipelineId, stageId: id, state: kind, stageSince: now, ...end } as unknown as T;
}
