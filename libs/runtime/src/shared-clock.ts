import { Clock, type Log } from '@rapport/kernel';
import { BackgroundLoop, type Database } from '@rapport/persistence';

const looksEveryMs = 15_000;
/** Less than this is how clocks are. */
const tolerableMs = 5000;

/**
 * The time of the installation: this machine's, unless it is off from the database's, which all processes share; then that. So what one process vouches for is not over for
 * another whose clock is minutes ahead, and what happened later has the later time.
 */
export class SharedClock extends Clock {
  private offMs = 0;
  private loop: BackgroundLoop | undefined;

  override now(): Date {
    return new Date(Date.now() - this.offMs);
  }

  /** By how much this machine's clock is ahead, in milliseconds; 0 for less than a few seconds. */
  get aheadMs(): number {
    return this.offMs;
  }

  /** Looks at the database's clock, now and four times a minute. */
  async follow(db: Pick<Database, 'pool'>, log: Log): Promise<void> {
    const step = async () => (await this.compare(db, log), false);
    await step();
    this.loop = new BackgroundLoop({ name: 'shared-clock', step, restMs: looksEveryMs, log });
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop?.stop();
  }

  private async compare({ pool }: Pick<Database, 'pool'>, log: Log): Promise<void> {
    const asked = Date.now();
    const { rows } = await pool.query<{ ms: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms');
    const answered = Date.now();
    // An answer that was long under way tells little.
    const ownMs = (asked + answered) / 2;
    const foundMs = Math.round(ownMs - rows[0]!.ms);
    const offMs = Math.abs(foundMs) < tolerableMs ? 0 : foundMs;
    if (answered - asked > tolerableMs || Math.abs(offMs - this.offMs) < tolerableMs) return;
    this.offMs = offMs;
    if (offMs === 0) log.info('clock-is-right-again');
    else log.warn('clock-is-off', { aheadMs: this.aheadMs });
  }
}
