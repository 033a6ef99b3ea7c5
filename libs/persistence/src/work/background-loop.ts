import type { Log } from '@rapport/kernel';

/** What a loop does and how long it rests. */
export interface LoopOptions {
  /** Kebab-case, for the log. */
  readonly name: string;
  /** One portion of work; true if there may be more at once. */
  readonly step: () => Promise<boolean>;
  /** Longest rest between portions, in milliseconds. */
  readonly restMs: number;
  /** Shortest rest between portions, however often it is woken: what came meanwhile is done in one portion. None when left out. */
  readonly pauseMs?: number;
  readonly log: Log;
}

const longestBackoffMs = 30_000;

/** Work done in the background, portion after portion: at once when woken, else after a rest; after a failure later and later, up to half a minute. */
export class BackgroundLoop {
  private running: Promise<void> | undefined;
  private stopping = false;
  private woken = false;
  private rouse: (() => void) | undefined;
  private hurry: (() => void) | undefined;
  private failures = 0;

  constructor(private readonly options: LoopOptions) {}

  start(): void {
    this.stopping = false;
    this.running ??= this.run();
  }

  /** There is work now. Does not cut a backoff short. */
  wake(): void {
    this.woken = true;
    if (this.failures === 0) this.rouse?.();
  }

  /** Resolves when the portion at work is finished; no other begins. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.hurry?.();
    this.rouse?.();
    await this.running;
    this.running = undefined;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      const more = await this.attempt();
      if (more || this.stopping) continue;
      if (this.options.pauseMs && this.failures === 0) await this.pause(this.options.pauseMs);
      if (!this.stopping && !(this.woken && this.failures === 0)) await this.rest();
    }
  }

  private async attempt(): Promise<boolean> {
    try {
      const more = await this.options.step();
      this.failures = 0;
      return more;
    } catch (thrown) {
      this.failures += 1;
      this.options.log.error('background-work-failed', thrown, { part: this.options.name, attempts: this.failures });
      return false;
    }
  }

  private rest(): Promise<void> {
    const ms = this.failures ? Math.min(longestBackoffMs, 100 * 2 ** Math.min(this.failures, 12)) : this.options.restMs;
    return this.sleep(ms, (wake) => (this.rouse = wake));
  }

  /** Only the end cuts it short. */
  private async pause(ms: number): Promise<void> {
    await this.sleep(ms, (wake) => (this.hurry = wake));
    this.hurry = undefined;
  }

  private sleep(ms: number, cutBy: (wake: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      cutBy(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
