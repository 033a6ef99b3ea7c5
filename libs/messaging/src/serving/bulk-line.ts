import { cancelled, overloaded } from '../broker/broker-error.js';

/** Waiting for each one that is at work: what comes beyond would only wait until nobody waits for it. */
const waitingForEach = 32;
const comeAgainSeconds = 5;

/** Lets work in bulk through a few at a time, in the order in which it came. */
export class BulkLine {
  private atWork = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly atOnce: number) {}

  /** Resolves when there is a place. Rejects with `unavailable` OVERLOADED when the line is long, with `cancelled` when the caller has left. */
  async enter(left: AbortSignal): Promise<void> {
    if (left.aborted) throw cancelled();
    if (this.atWork < this.atOnce) {
      this.atWork += 1;
      return;
    }
    if (this.waiting.size >= this.atOnce * waitingForEach) throw overloaded(comeAgainSeconds);
    await this.wait(left);
  }

  /** Gives the place to who has waited longest. */
  leave(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.atWork -= 1;
  }

  private wait(left: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        this.waiting.delete(go);
        left.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.waiting.delete(go);
        reject(cancelled());
      };
      this.waiting.add(go);
      left.addEventListener('abort', giveUp, { once: true });
    });
  }
}
