import type { Closing } from './broker.js';

/** What a broker has begun and must end: each once, by whoever asked for it or with all the others. */
export class Closings {
  private readonly open = new Set<Closing>();

  /** Keeps one; the result ends it. */
  keep(closing: Closing): Closing {
    const once = async () => {
      if (this.open.delete(once)) await closing();
    };
    this.open.add(once);
    return once;
  }

  /** Ends all that were not ended yet. */
  async endAll(): Promise<void> {
    await Promise.all([...this.open].map((closing) => closing()));
  }

  /** Leaves them as they are, as the end of the process would. */
  abandon(): void {
    this.open.clear();
  }
}
