import { AppError, type Principal } from '@rapport/kernel';

/** The contract's statuses of a case. */
export const caseStatus = { new: 1, open: 2, waiting: 3, solved: 4, closed: 5 } as const;
/** The contract's author kinds. */
export const authorKind = { customer: 1, agent: 2, assistant: 3 } as const;
/** The contract's channels. */
export const caseChannel = { portal: 1, chat: 2, email: 3, phone: 4, api: 5 } as const;

const normalPriority = 2;

/** What the rules of a case look at. */
export interface CaseFacts {
  readonly contactId: string;
  readonly companyId: string;
  readonly priority: number;
  readonly status: number;
  readonly channel: number;
  readonly tags: readonly string[];
  readonly ownerId: string;
  readonly teamId: string;
  readonly firstResponseAt?: Date | undefined;
  readonly solvedAt?: Date | undefined;
  readonly reopened: number;
}

/** Where each status may lead. Nothing leads out of closed. */
export const moves: Readonly<Record<number, readonly number[]>> = {
  [caseStatus.new]: [caseStatus.open, caseStatus.waiting, caseStatus.solved, caseStatus.closed],
  [caseStatus.open]: [caseStatus.waiting, caseStatus.solved, caseStatus.closed],
  [caseStatus.waiting]: [caseStatus.open, caseStatus.solved, caseStatus.closed],
  [caseStatus.solved]: [caseStatus.open, caseStatus.closed],
  [caseStatus.closed]: [],
};

/** A new case. A customer says what it is about; how it presses and who answers is the desk's to say. */
export function newCase<T extends CaseFacts>(draft: T, by: Principal): T {
  const { firstResponseAt: _, solvedAt: __, ...rest } = draft;
  const fresh = { ...(rest as T), status: caseStatus.new, reopened: 0 };
  if (by.kind !== 'customer') return { ...fresh, priority: draft.priority || normalPriority, channel: draft.channel || caseChannel.api };
  return { ...fresh, contactId: by.contactId ?? '', companyId: '', tags: [], priority: normalPriority, channel: caseChannel.portal };
}

/** A case in another status. Throws `WRONG_STATE` where that does not lead; solved → open counts as a reopening. */
export function moved<T extends CaseFacts>(facts: T, to: number, now: Date): T {
  if (facts.status === to) return facts;
  if (!moves[facts.status]?.includes(to)) throw new AppError('conflict', 'WRONG_STATE', { params: { noun: 'case', state: statusName(facts.status) } });
  const { solvedAt, ...rest } = facts;
  if (to === caseStatus.solved) return { ...facts, status: to, solvedAt: now };
  if (to === caseStatus.closed) return { ...facts, status: to, solvedAt: solvedAt ?? now };
  return { ...(rest as T), status: to, reopened: facts.reopened + (facts.status === caseStatus.solved ? 1 : 0) };
}

/** A solved case that is opened again; one that is under way stays as it is. */
export function reopened<T extends CaseFacts>(facts: T, now: Date): T {
  return facts.status === caseStatus.solved || facts.status === caseStatus.closed ? moved(facts, caseStatus.open, now) : facts;
}

/** A case after a message to be read by all: whose turn it is now, and whether that was the first response. Throws `WRONG_STATE` for a closed one. */
export function answered<T extends CaseFacts>(facts: T, by: number, now: Date): T {
  if (facts.status === caseStatus.closed) throw new AppError('conflict', 'WRONG_STATE', { params: { noun: 'case', state: 'closed' } });
  if (by === authorKind.customer) return facts.status === caseStatus.waiting ? moved(facts, caseStatus.open, now) : reopened(facts, now);
  if (by === authorKind.assistant) return facts;
  const heard = { ...facts, firstResponseAt: facts.firstResponseAt ?? now };
  return facts.status === caseStatus.solved ? heard : moved(heard, caseStatus.waiting, now);
}

/** Whether a colleague has nothing left to do. */
export function isDone({ status }: Pick<CaseFacts, 'status'>): boolean {
  return status === caseStatus.solved || status === caseStatus.closed;
}

/** As whom somebody writes. */
export function authorOf({ kind, roles }: Principal): number {
  if (kind === 'customer') return authorKind.customer;
  return roles.includes('service') ? authorKind.assistant : authorKind.agent;
}

function statusName(status: number): string {
  return Object.entries(caseStatus).find(([, number]) => number === status)?.[0] ?? String(status);
}
