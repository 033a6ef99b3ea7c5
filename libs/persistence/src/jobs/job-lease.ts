import type { Principal, TenantId } from '@rapport/kernel';
import { literal } from '../database/sql-literal.js';
import { hasRunOut } from '../work/lease.js';
import { relayRows, type Background } from '../work/relay-transaction.js';
import type { JobClass, JobProgress, LeasedJob } from './job.js';

interface ClaimedRow {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly kind: string;
  readonly principal: Principal;
  readonly traceparent: string | null;
  readonly fence: bigint;
  readonly attempts: number;
  readonly max_attempts: number;
}

/** How an attempt ended. `handed-back` does not count as an attempt: the process is stopping. */
export type JobEnd =
  | { readonly state: 'done'; readonly progress: JobProgress }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'waiting'; readonly reason: string; readonly afterMs: number }
  | { readonly state: 'handed-back' };

/** Leases of jobs in one service's schema: who works on what, and until when without a sign of life. */
export class JobLeases {
  constructor(
    private readonly background: Background,
    private readonly leaseMs: number,
  ) {}

  /** Takes back leases that ran out, then leases the first waiting job of the class whose kind is known here. */
  async claim(jobClass: JobClass, kinds: readonly string[]): Promise<Omit<LeasedJob, 'input'> | undefined> {
    const [row] = await relayRows<ClaimedRow>(
      this.background,
      `update jobs set lease_until = null,
        state = case when cancel_asked then 'cancelled' when attempts >= max_attempts then 'failed' else 'waiting' end,
        reason = case when cancel_asked then reason else 'UNAVAILABLE' end,
        ended_at = case when cancel_asked or attempts >= max_attempts then clock_timestamp() end
        where state = 'running' and ${hasRunOut('lease_until', this.leaseMs, this.background)}`,
      `update jobs j set state = 'running', fence = fence + 1, attempts = attempts + 1, lease_until = clock_timestamp() + interval '${this.leaseMs} ms'
        from (select tenant_id, id from jobs where state = 'waiting' and class = ${literal(jobClass)} and kind = any(${literal(kinds)}) and run_at <= clock_timestamp()
          order by priority desc, run_at limit 1 for update skip locked) c
        where j.tenant_id = c.tenant_id and j.id = c.id
        returning j.id, j.tenant_id, j.kind, j.principal, j.traceparent, j.fence, j.attempts, j.max_attempts`,
    );
    if (!row) return undefined;
    return {
      id: row.id,
      tenant: row.tenant_id,
      kind: row.kind,
      principal: row.principal,
      fence: row.fence,
      attempt: row.attempts,
      maxAttempts: row.max_attempts,
      ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
    };
  }

  /** How many jobs are due that nobody works on; counted up to 10,000. */
  async waiting(): Promise<number> {
    const [row] = await relayRows<{ waiting: number }>(
      this.background,
      `select count(*)::int as waiting from (select from jobs where state = 'waiting' and run_at <= clock_timestamp() limit 10000) w`,
    );
    return row!.waiting;
  }

  /** Says that the worker lives and how far it is. Answers `lost` when somebody else has the job by now. */
  async heartbeat(job: Omit<LeasedJob, 'input'>, { step, done, total }: JobProgress): Promise<'mine' | 'cancel' | 'lost'> {
    const [row] = await relayRows<{ cancel_asked: boolean }>(
      this.background,
      `
      update jobs set lease_until = clock_timestamp() + interval '${this.leaseMs} ms', step = ${literal(step)}, done = ${done}, total = ${total}
        where ${stillMine(job)} returning cancel_asked`,
    );
    if (!row) return 'lost';
    return row.cancel_asked ? 'cancel' : 'mine';
  }

  /** Ends the attempt; does nothing if the lease was lost. */
  async end(job: Omit<LeasedJob, 'input'>, end: JobEnd): Promise<void> {
    const set = endSql(end);
    await relayRows(this.background, `update jobs set ${set}, lease_until = null where ${stillMine(job)}`);
  }
}

function endSql(end: JobEnd): string {
  switch (end.state) {
    case 'done':
      return `state = 'done', ended_at = clock_timestamp(), reason = null, step = ${literal(end.progress.step)}, done = ${end.progress.done}, total = ${end.progress.total}`;
    case 'cancelled':
      return `state = 'cancelled', ended_at = clock_timestamp()`;
    case 'failed':
      return `state = 'failed', ended_at = clock_timestamp(), reason = ${literal(end.reason)}`;
    case 'waiting':
      return `state = 'waiting', reason = ${literal(end.reason)}, run_at = clock_timestamp() + interval '${Math.round(end.afterMs)} ms'`;
    case 'handed-back':
      return `state = 'waiting', attempts = attempts - 1`;
  }
}

/** The condition under which a leased job is still its worker's. */
export function stillMine(job: Omit<LeasedJob, 'input'>): string {
  return `tenant_id = ${literal(job.tenant)} and id = ${literal(job.id)} and fence = ${job.fence} and state = 'running'`;
}
