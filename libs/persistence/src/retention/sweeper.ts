import type { Clock, Log } from '@rapport/kernel';
import { literal } from '../database/sql-literal.js';
import { BackgroundLoop } from '../work/background-loop.js';
import { relayRows, type Background } from '../work/relay-transaction.js';

const hour = 3_600_000;
const portion = 2000;

/** How long things are kept, in hours. The inbox must remember at least as long as the outbox can replay. */
export interface Retention {
  readonly outboxHours: number;
  readonly inboxHours: number;
  readonly answerHours: number;
  readonly jobHours: number;
}

/** A month for events and ended jobs, a day for answers, as Stripe keeps them. */
export const defaultRetention: Retention = { outboxHours: 24 * 30, inboxHours: 24 * 31, answerHours: 24, jobHours: 24 * 30 };

/** A sweeper and what it keeps. */
export interface SweeperSettings extends Background {
  readonly clock: Clock;
  readonly log: Log;
  readonly retention?: Retention;
}

/** Deletes published events, inbox rows, kept answers and ended jobs past their time, in portions that hold no lock for long. */
export class Sweeper {
  private readonly loop: BackgroundLoop;

  constructor(private readonly settings: SweeperSettings) {
    const { retention = defaultRetention } = settings;
    if (retention.inboxHours < retention.outboxHours)
      throw new Error('The inbox must be kept at least as long as the outbox, or a replay would repeat effects');
    this.loop = new BackgroundLoop({ name: 'sweeper', step: async () => (await this.sweep(), false), restMs: hour / 4, log: settings.log });
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Sweeps everything that is due; answers how many rows went. */
  async sweep(): Promise<number> {
    const { retention = defaultRetention } = this.settings;
    const due = [
      ['outbox', `occurred_at < ${this.ago(retention.outboxHours)} and published_at is not null`],
      ['inbox', `handled_at < ${this.ago(retention.inboxHours)}`],
      ['idempotency_keys', `kept_at < ${this.ago(retention.answerHours)}`],
      ['jobs', `ended_at < ${this.ago(retention.jobHours)}`],
    ] as const;
    let swept = 0;
    for (const [table, condition] of due) swept += await this.sweepTable(table, condition);
    return swept;
  }

  private async sweepTable(table: string, condition: string): Promise<number> {
    for (let swept = 0; ;) {
      const rows = await relayRows(
        this.settings,
        `delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${portion})) returning 1`,
      );
      swept += rows.length;
      if (rows.length < portion) return swept;
    }
  }

  private ago(hours: number): string {
    return literal(new Date(this.settings.clock.now().getTime() - hours * hour));
  }
}
