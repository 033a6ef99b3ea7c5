import { settledWithin } from './patience.js';

/** Work in flight behind one door: counted, so that the door can close after it. */
export class Taking {
  private readonly inFlight = new Set<Promise<unknown>>();
  private open = true;

  get isOpen(): boolean {
    return this.open;
  }

  get size(): number {
    return this.inFlight.size;
  }

  /** Counts the work until it ends; errors stay with whoever holds the promise. Resolves when it is no longer counted. */
  add(work: Promise<unknown>): Promise<void> {
    const gone = () => void this.inFlight.delete(counted);
    const counted: Promise<void> = work.then(gone, gone);
    this.inFlight.add(counted);
    return counted;
  }

  /** Says that nothing new is taken. */
  stop(): void {
    this.open = false;
  }

  /** Resolves when everything taken has ended, or after the grace; true when all of it ended. */
  finished(graceMs: number): Promise<boolean> {
    return settledWithin(this.inFlight, graceMs);
  }
}
