import { toAppError, type CallContext, type Log } from '@rapport/kernel';
import type { AnswerSealer } from '../idempotency/kept-answer.js';
import { isOutcome } from '../idempotency/kept-answer.js';
import { BackgroundLoop } from '../work/background-loop.js';
import type { Background } from '../work/relay-transaction.js';
import type { UnitOfWork } from '../work/unit-of-work.js';
import { jobKindOf, type JobClass, type JobHandler, type JobProgress, type LeasedJob } from './job.js';
import { JobLeases, type JobEnd } from './job-lease.js';
import type { JobQueue } from './job-queue.js';
import { keptSteps, LeaseLost, RunningJob } from './running-job.js';

type Leased = Omit<LeasedJob, 'input'>;

/** Workers of one service in this process. */
export interface JobRunnerSettings extends Background {
  readonly work: UnitOfWork;
  readonly queue: JobQueue;
  readonly sealer: AnswerSealer;
  readonly log: Log;
  /** Objects of classes marked with `@Job`. */
  readonly handlers: readonly JobHandler<never>[];
  /**
   * Makes the context of one of a job's transactions, with the rights of whom it runs for. Its signal is its deadline's alone: what a step gave is still
   * kept when the process stops, and the fence guards it otherwise.
   */
  readonly callFor: (job: Leased) => CallContext;
  /** What a job in bulk awaits between two steps, so that people go first; asked for once for each run. */
  readonly givingWay?: () => () => Promise<void>;
  /** How many jobs of each class run at once; 2 live and 1 bulk unless told. */
  readonly workers?: Readonly<Record<JobClass, number>>;
  /** How long a silent worker keeps a job. */
  readonly leaseMs?: number;
  readonly restMs?: number;
  /** Told of each end, for those who measure. */
  readonly onEnd?: (end: { readonly kind: string; readonly state: 'done' | 'failed' | 'cancelled'; readonly ms: number }) => void;
  /** The first wait after a failure; doubles with each further one. */
  readonly retryMs?: number;
}

/** Runs leased jobs: heartbeats while they work, resumes those of dead workers at their last step, retries with growing pauses, stops what was cancelled. */
export class JobRunner {
  private readonly loops: BackgroundLoop[];
  private readonly handlers: ReadonlyMap<string, JobHandler>;
  private readonly leases: JobLeases;
  private readonly leaseMs: number;
  private stopped = new AbortController();

  constructor(private readonly settings: JobRunnerSettings) {
    const { workers = { live: 2, bulk: 1 }, leaseMs = 30_000, restMs = 1000, log } = settings;
    this.leaseMs = leaseMs;
    this.leases = new JobLeases(settings, leaseMs);
    this.handlers = new Map(settings.handlers.map((handler) => [kindFor(handler), handler as JobHandler]));
    this.loops = (Object.entries(workers) as [JobClass, number][]).flatMap(([jobClass, count]) =>
      Array.from({ length: count }, () => new BackgroundLoop({ name: 'job-runner', step: () => this.runOne(jobClass), restMs, log })),
    );
  }

  start(): void {
    this.stopped = new AbortController();
    for (const loop of this.loops) loop.start();
  }

  /** A job was added. */
  wake(): void {
    for (const loop of this.loops) loop.wake();
  }

  /** Stops the running jobs at their next step and gives them back for another process to resume. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** How many jobs are due that nobody works on; counted up to 10,000. */
  waiting(): Promise<number> {
    return this.leases.waiting();
  }

  /** Leases and runs one job of the class, if there is one; true if there was. */
  async runOne(jobClass: JobClass): Promise<boolean> {
    const leased = await this.leases.claim(jobClass, [...this.handlers.keys()]);
    if (!leased) return false;
    const began = performance.now();
    const end = await this.attempt(leased, jobClass === 'bulk' ? this.settings.givingWay?.() : undefined);
    if (end) await this.leases.end(leased, end);
    if (end && end.state !== 'waiting' && end.state !== 'handed-back') {
      this.settings.onEnd?.({ kind: leased.kind, state: end.state, ms: performance.now() - began });
    }
    if (end?.state === 'failed') this.settings.log.warn('job-failed', { job: leased.kind, jobId: leased.id, reason: end.reason });
    return true;
  }

  /** Runs the job to its end; answers how it ended, or nothing when the job is no longer this worker's. */
  private async attempt(leased: Leased, giveWay?: () => Promise<void>): Promise<JobEnd | undefined> {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.stopped.signal]);
    const progress = { step: '', done: 0, total: 0 };
    const heart = this.beat(leased, progress, ended);
    try {
      const job = await this.open(leased, signal);
      for await (const now of this.handlers.get(leased.kind)!.run(job)) {
        Object.assign(progress, now);
        await giveWay?.();
        job.signal.throwIfAborted();
      }
      return { state: 'done', progress };
    } catch (thrown) {
      if (ended.signal.reason === cancelAsked) return { state: 'cancelled' };
      if (ended.signal.aborted) return undefined;
      if (this.stopped.signal.aborted) return { state: 'handed-back' };
      return await this.endOf(leased, thrown, progress);
    } finally {
      clearInterval(heart);
    }
  }

  private async open(leased: Leased, signal: AbortSignal): Promise<RunningJob> {
    const { work, queue, sealer } = this.settings;
    const call = () => this.settings.callFor(leased);
    return work.read(call(), async (tx) => {
      const job = { ...leased, input: await queue.openInput(tx, leased.id) };
      return new RunningJob(job, { work, sealer, call, signal }, await keptSteps(tx, leased.id, sealer));
    });
  }

  private beat(leased: Leased, progress: JobProgress, ended: AbortController): NodeJS.Timeout {
    const lastSign = { at: Date.now() };
    const heart = setInterval(
      async () => {
        const answer = await this.leases.heartbeat(leased, progress).catch(() => undefined);
        if (answer === 'lost') ended.abort(new LeaseLost());
        if (answer === 'cancel') ended.abort(cancelAsked);
        if (answer) lastSign.at = Date.now();
        else if (Date.now() - lastSign.at > this.leaseMs) ended.abort(new LeaseLost());
        if (ended.signal.aborted) clearInterval(heart);
      },
      Math.min(1000, this.leaseMs / 3),
    );
    return heart.unref();
  }

  private async endOf(leased: Leased, thrown: unknown, progress: JobProgress): Promise<JobEnd | undefined> {
    const { attempt, maxAttempts } = leased;
    const error = toAppError(thrown);
    if (error.cause instanceof LeaseLost) return (await this.leases.heartbeat(leased, progress)) === 'cancel' ? { state: 'cancelled' } : undefined;
    this.settings.log.error('job-attempt-failed', thrown, { job: leased.kind, jobId: leased.id, attempt });
    const hopeless = error.code !== 'internal' && isOutcome(error);
    if (hopeless || attempt >= maxAttempts) return { state: 'failed', reason: error.reason };
    return { state: 'waiting', reason: error.reason, afterMs: (this.settings.retryMs ?? 1000) * 2 ** (attempt - 1) * (1 + Math.random() / 2) };
  }
}

const cancelAsked = new Error('The job was cancelled');

function kindFor(handler: object): string {
  const kind = jobKindOf(handler);
  if (!kind) throw new Error(`${handler.constructor.name} has no @Job`);
  return kind;
}
