import type { CallContext, Principal, TenantId } from '@rapport/kernel';
import type { Tx } from '../work/tx.js';

/** Which pool of workers takes a job: bulk work never takes the place of what somebody waits for. */
export type JobClass = 'live' | 'bulk';

/** Where a job is: in line, at work, or how it ended. */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** How far a job is, for people. */
export interface JobProgress {
  /** Name of the step at work. */
  readonly step: string;
  readonly done: number;
  /** 0 when it is not known how much there is. */
  readonly total: number;
}

/** A job as somebody who waits for it sees it. */
export interface JobStatus extends JobProgress {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly attempts: number;
  /** Id of the principal who asked for it. */
  readonly askedBy: string;
  /** Why the last attempt failed: a reason of `AppError`. */
  readonly reason?: string;
  readonly createdAt: Date;
  readonly endedAt?: Date;
}

/** A job that a worker has leased. */
export interface LeasedJob {
  readonly id: string;
  readonly tenant: TenantId;
  readonly kind: string;
  readonly input: unknown;
  /** For whom it runs. */
  readonly principal: Principal;
  readonly traceparent?: string;
  /** Rises with each lease; who has an older one can write nothing. */
  readonly fence: bigint;
  /** 1 for the first. */
  readonly attempt: number;
  readonly maxAttempts: number;
}

/** A running job in the hands of its class: `yield*` its steps. What a step gave is kept (sealed), and a resumed job does not run it again. */
export interface Running<Input> {
  readonly id: string;
  readonly input: Input;
  readonly attempt: number;
  /** Aborted when the job is cancelled, its lease is lost or the process stops. */
  readonly signal: AbortSignal;
  /** A fresh context of whom the job runs for: for what a step asks other services and reads or writes by itself. */
  call(): CallContext;
  /** Work with a name, outside any transaction. Its result must survive structured cloning. */
  step<T>(name: string, work: () => Promise<T> | T): AsyncGenerator<JobProgress, T>;
  /** The same work for each item, each result kept for itself. Items must come in the same order when the job is resumed. */
  each<Item, T>(name: string, items: readonly Item[], work: (item: Item, index: number) => Promise<T> | T): AsyncGenerator<JobProgress, T[]>;
  /** A step inside a transaction: happens exactly once, whoever dies when. */
  commit(name: string, body: (tx: Tx) => Promise<void>): AsyncGenerator<JobProgress, void>;
}

/** A class that does jobs of one kind. */
export interface JobHandler<Input = unknown> {
  run(job: Running<Input>): AsyncGenerator<JobProgress, void>;
}

const kindOf = Symbol('job kind');
type Marked = { [kindOf]?: string };

/** Marks a class as the one that does jobs of this kind, `verb-noun`. */
export function Job(kind: string): ClassDecorator {
  return (target) => void Object.defineProperty(target, kindOf, { value: kind });
}

/** The kind that `@Job` gave the class of this object. */
export function jobKindOf(handler: object): string | undefined {
  return (handler.constructor as Marked)[kindOf];
}
