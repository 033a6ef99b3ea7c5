import { settledWithin } from './patience.js';

/** Work in flight behind one door: counted, so that the door can close after it. */
export class Taking {
  private count = 0;
  private open = true;
  private whenIdle: (() => void) | undefined;

  get isOpen(): boolean {
    return this.open;
  }

  get size(): number {
    return this.count;
  }

  /** One more is in flight; `leave` must follow. */
  enter(): void {
    this.count += 1;
  }

  /** One less is in flight. */
  leave(): void {
    this.count -= 1;
    if (this.count === 0) this.whenIdle?.();
  }

  /** Counts the work until it ends; errors stay with whoever holds the promise. Resolves when it is no longer counted. */
  add(work: Promise<unknown>): Promise<void> {
    this.enter();
    const gone = () => this.leave();
    return work.then(gone, gone);
  }

  /** Says that nothing new is taken. */
  stop(): void {
    this.open = false;
  }

  /** Resolves when everything taken has ended, or after the grace; true when all of it ended. */
  finished(graceMs: number): Promise<boolean> {
    if (this.count === 0) return Promise.resolve(true);
    const idle = new Promise<void>((resolve) => {
      this.whenIdle = resolve;
    });
    return settledWithin(idle, graceMs);
  }
}
