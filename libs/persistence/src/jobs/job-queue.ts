import { deserialize, serialize } from 'node:v8';
import { AppError, type CallContext, type Ids, type Principal } from '@rapport/kernel';
import { sql } from 'kysely';
import type { AnswerSealer } from '../idempotency/kept-answer.js';
import { Bell } from '../work/bell.js';
import type { Tx } from '../work/tx.js';
import type { JobClass, JobState, JobStatus } from './job.js';

/** What can be said about a new job. */
export interface EnqueueOptions {
  /** While a job of this kind with this key waits or runs, no second one is made. */
  readonly key?: string;
  /** Higher goes first; 0 unless told. */
  readonly priority?: number;
  readonly class?: JobClass;
  /** Not before this instant. */
  readonly runAt?: Date;
  /** 5 unless told, within a quarter of a minute; 15 for what an event asked for. */
  readonly maxAttempts?: number;
}

const usualAttempts = 5;
/** Over about five hours, ever more seldom: who asked is an event, and nobody is there to ask again after an outage of whatever the job needs. */
const attemptsOfEvents = 15;

interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly step: string | null;
  readonly done: number;
  readonly total: number;
  readonly attempts: number;
  readonly principal: Principal;
  readonly reason: string | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

/** Puts jobs in line, in the transaction of what asked for them. Input is sealed: it may hold personal data. */
export class JobQueue {
  /** Rings after a commit that put a job in line. */
  readonly added = new Bell();

  constructor(
    private readonly sealer: AnswerSealer,
    private readonly ids: Ids,
  ) {}

  /** Adds a job and answers its id; the id of the one that is there already if `key` is taken. It runs for the caller, with the caller's trace. */
  async enqueue(tx: Tx, kind: string, input: unknown, options: EnqueueOptions = {}): Promise<string> {
    const id = this.ids.next();
    const { id: principal, tenant, kind: of, roles, teams, contactId } = tx.call.principal;
    const inserted = await tx.sql
      .insertInto('jobs')
      .values({
        tenant_id: tx.call.tenant,
        id,
        kind,
        key: options.key ?? null,
        class: options.class ?? 'live',
        priority: options.priority ?? 0,
        state: 'waiting',
        input: await this.sealer.seal(tx, serialize(input)),
        principal: JSON.stringify({ id: principal, tenant, kind: of, roles, teams, contactId }),
        traceparent: tx.call.trace.traceparent ?? null,
        run_at: options.runAt ?? tx.now,
        max_attempts: options.maxAttempts ?? (tx.cause ? attemptsOfEvents : usualAttempts),
        created_at: tx.now,
      })
      .onConflict((c) =>
        c
          .columns(['tenant_id', 'kind', 'key'])
          .where(sql<boolean>`key is not null and state in ('waiting', 'running')`)
          .doNothing(),
      )
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows) {
      tx.afterCommit(() => this.added.ring());
      return id;
    }
    const there = await tx.sql
      .selectFrom('jobs')
      .select('id')
      .where('kind', '=', kind)
      .where('key', '=', options.key)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst();
    return (there?.id as string | undefined) ?? this.enqueue(tx, kind, input, options);
  }

  /** How the job is. Throws `NOT_FOUND`, also for somebody else's where the right does not reach that far. */
  async find(tx: Tx, id: string): Promise<JobStatus> {
    const row = (await tx.sql.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()) as JobRow | undefined;
    if (!row || !isWithin(tx.call, 'jobs.read', row.principal.id)) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'job' } });
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      step: row.step ?? '',
      done: row.done,
      total: row.total,
      attempts: row.attempts,
      askedBy: row.principal.id,
      createdAt: row.created_at,
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    };
  }

  /** Cancels a waiting job at once; asks a running one to stop, which it does at its next step. Throws `NOT_FOUND`, `NOT_OWNER`, `JOB_NOT_CANCELLABLE`. */
  async cancel(tx: Tx, id: string): Promise<void> {
    const { state, askedBy } = await this.find(tx, id);
    if (!isWithin(tx.call, 'jobs.write', askedBy)) throw new AppError('forbidden', 'NOT_OWNER');
    if (!(await this.stop(tx, id))) throw new AppError('conflict', 'JOB_NOT_CANCELLABLE', { params: { state } });
  }

  /** Cancels a job as `cancel` does, for whoever was allowed to stop what it works on; false when it has ended. */
  async stop(tx: Tx, id: string): Promise<boolean> {
    const asked = await tx.sql
      .updateTable('jobs')
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .set({
        cancel_asked: true,
        state: sql`case state when 'waiting' then 'cancelled' else state end`,
        ended_at: sql`case state when 'waiting' then ${tx.now}::timestamptz end`,
      })
      .executeTakeFirst();
    return asked.numUpdatedRows > 0n;
  }

  /** The input of a leased job. */
  async openInput(tx: Tx, id: string): Promise<unknown> {
    const row = await tx.sql.selectFrom('jobs').select('input').where('id', '=', id).executeTakeFirstOrThrow();
    return deserialize(await this.sealer.open(tx, row.input as Uint8Array));
  }
}

/** Who may do it to the whole tenant's, or to their own. */
function isWithin({ principal, rights }: CallContext, permission: 'jobs.read' | 'jobs.write', askedBy: string): boolean {
  return askedBy === principal.id || rights.scope(permission) === 'tenant';
}
