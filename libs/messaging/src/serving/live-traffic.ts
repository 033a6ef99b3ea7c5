import { setImmediate as turn } from 'node:timers/promises';

/** A record of a batch waits so long at most: people notice less, and a batch of 200 still ends within its time. */
const mostMs = 15;

/** The calls of one service that people wait for, so that work in bulk can let them go first. */
export class LiveTraffic {
  private underWay = 0;
  private readonly waiting = new Set<() => void>();

  /** Somebody waits from now on; the result says that it is over. */
  began(): () => void {
    this.underWay += 1;
    return () => {
      this.underWay -= 1;
      if (this.underWay === 0) for (const go of this.waiting) go();
    };
  }

  /** Resolves once nobody waits, after 15 ms at the latest, and never before what is ready has had its turn. */
  readonly giveWay = async (): Promise<void> => {
    await turn();
    if (this.underWay === 0) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, mostMs);
      this.waiting.add(go);
    });
  };
}
