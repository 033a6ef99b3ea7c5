import type { Principal } from '@rapport/kernel';
import { owned, type Ownership } from './ownership.js';

/** What the rules of a task look at. Whatever else the contract has passes through untouched. */
export interface TaskFacts extends Ownership {
  readonly kind: number;
  readonly priority: number;
  readonly status: number;
  readonly authorId: string;
  readonly doneAt?: Date | undefined;
}

/** A time at which a task reminds. */
export interface Reminder {
  readonly reason: 'remind' | 'due';
  readonly at: Date;
}

/** The numbers of the contract. */
export const taskStatus = { open: 1, done: 2, cancelled: 3 } as const;
const toDo = 1;
const normal = 2;

/** A new task: a thing to do of whoever set it, open, unless said otherwise. */
export function newTask<T extends TaskFacts>(draft: T, by: Principal, now: Date): T {
  return changedTask({ ...owned(draft, by), authorId: by.id, kind: draft.kind || toDo, priority: draft.priority || normal }, { now });
}

/** A task after a change: it was done when its status first said so, and is done no more when it says so no more. */
export function changedTask<T extends TaskFacts>(task: T, { before, now }: { readonly before?: TaskFacts; readonly now: Date }): T {
  const { doneAt: _, ...rest } = { ...task, status: task.status || taskStatus.open };
  if (rest.status !== taskStatus.done) return rest as unknown as T;
  return { ...rest, doneAt: (before?.status === taskStatus.done && before.doneAt) || now } as unknown as T;
}

/** Whether a change finished the task. */
export function isCompletion(before: TaskFacts | undefined, after: TaskFacts): boolean {
  return after.status === taskStatus.done && before?.status !== taskStatus.done;
}

/** When the task reminds from now on: an open one, of times that are still to come. */
export function remindersOf(
  task: { readonly status: number; readonly dueAt?: Date | undefined; readonly remindAt?: Date | undefined; readonly deletedAt?: Date | undefined },
  now: Date,
): Reminder[] {
  if (task.status !== taskStatus.open || task.deletedAt) return [];
  const times = [
    { reason: 'remind' as const, at: task.remindAt },
    { reason: 'due' as const, at: task.dueAt },
  ];
  return times.filter((time): time is Reminder => time.at !== undefined && time.at > now);
}
