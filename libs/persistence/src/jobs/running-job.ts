import { deserialize, serialize } from 'node:v8';
import { AppError, type CallContext } from '@rapport/kernel';
import { sql } from 'kysely';
import type { AnswerSealer } from '../idempotency/kept-answer.js';
import type { Tx } from '../work/tx.js';
import type { UnitOfWork } from '../work/unit-of-work.js';
import type { JobProgress, LeasedJob, Running } from './job.js';
import { stillMine } from './job-lease.js';

/** What a running job stands on. */
export interface RunningSettings {
  readonly work: UnitOfWork;
  readonly sealer: AnswerSealer;
  /** A fresh context for each of the job's transactions. */
  readonly call: () => CallContext;
  readonly signal: AbortSignal;
}

/** The worker no longer has the job: another does, or it was cancelled. Nothing of this attempt counts any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** A leased job at work. Every write checks the fence in its own transaction, so a worker that was given up for dead changes nothing. */
export class RunningJob implements Running<unknown> {
  readonly id: string;
  readonly input: unknown;
  readonly attempt: number;
  readonly signal: AbortSignal;

  constructor(
    private readonly job: LeasedJob,
    private readonly settings: RunningSettings,
    private readonly kept: Map<string, unknown>,
  ) {
    this.id = job.id;
    this.input = job.input;
    this.attempt = job.attempt;
    this.signal = settings.signal;
  }

  call(): CallContext {
    return this.settings.call();
  }

  async *step<T>(name: string, work: () => Promise<T> | T): AsyncGenerator<JobProgress, T> {
    if (!this.kept.has(name)) yield { step: name, done: 0, total: 1 };
    return this.once(name, work);
  }

  async *each<Item, T>(name: string, items: readonly Item[], work: (item: Item, index: number) => Promise<T> | T): AsyncGenerator<JobProgress, T[]> {
    const results: T[] = [];
    for (const [index, item] of items.entries()) {
      yield { step: name, done: index, total: items.length };
      results.push(await this.once(`${name}#${index}`, () => work(item, index)));
    }
    yield { step: name, done: items.length, total: items.length };
    return results;
  }

  async *commit(name: string, body: (tx: Tx) => Promise<void>): AsyncGenerator<JobProgress, void> {
    if (this.kept.has(name)) return;
    this.signal.throwIfAborted();
    yield { step: name, done: 0, total: 1 };
    await this.settings.work.run(this.settings.call(), async (tx) => {
      await this.keep(tx, name, null);
      await body(tx);
    });
  }

  /** What the work gave the first time it was finished. */
  private async once<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    if (this.kept.has(name)) return this.kept.get(name) as T;
    this.signal.throwIfAborted();
    const result = await work();
    await this.settings.work.run(this.settings.call(), (tx) => this.keep(tx, name, result));
    return result;
  }

  private async keep(tx: Tx, name: string, result: unknown): Promise<void> {
    const mine = await sql`select from jobs where ${sql.raw(stillMine(this.job))} and not cancel_asked for update`.execute(tx.sql);
    if (!mine.rows.length) throw new AppError('cancelled', 'CANCELLED', {}, { cause: new LeaseLost() });
    await tx.sql
      .insertInto('job_steps')
      .values({
        tenant_id: this.job.tenant,
        job_id: this.job.id,
        name,
        result: await this.settings.sealer.seal(tx, serialize(result)),
        saved_at: tx.now,
      })
      .execute();
    this.kept.set(name, result);
  }
}

/** What the steps of earlier attempts gave. */
export async function keptSteps(tx: Tx, jobId: string, sealer: AnswerSealer): Promise<Map<string, unknown>> {
  const rows = (await tx.sql.selectFrom('job_steps').select(['name', 'result']).where('job_id', '=', jobId).execute()) as {
    name: string;
    result: Uint8Array;
  }[];
  const kept = new Map<string, unknown>();
  for (const row of rows) kept.set(row.name, deserialize(await sealer.open(tx, row.result)));
  return kept;
}
