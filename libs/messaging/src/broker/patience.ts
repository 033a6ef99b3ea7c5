import { cancelled, tooLate } from './broker-error.js';
import type { RequestOptions } from './broker.js';

/** The two ends of a promise, given to whoever will settle it. */
export interface Settle<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/**
 * A promise that waits no longer than the deadline and the signal allow. `begin` starts the work and may return what to do
 * when the waiting ends without an answer; its error is the promise's.
 */
export function patiently<T>(options: RequestOptions, begin: (settle: Settle<T>) => (() => void) | undefined): Promise<T> {
  const { deadline, signal } = options;
  const left = deadline.getTime() - Date.now();
  if (signal?.aborted) return Promise.reject(cancelled());
  if (left <= 0) return Promise.reject(tooLate());
  return new Promise<T>((resolve, reject) => {
    const waiting = new Waiting<T>(resolve, reject, signal);
    waiting.until(Math.min(left, 2 ** 31 - 1));
    try {
      waiting.leave = begin(waiting);
    } catch (error) {
      waiting.reject(error);
    }
  });
}

/** One object for each wait instead of a closure for each of its ends: there is a wait for every request. */
class Waiting<T> implements Settle<T>, EventListenerObject {
  leave: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly resolved: (value: T) => void,
    private readonly rejected: (error: unknown) => void,
    private readonly signal: AbortSignal | undefined,
  ) {}

  until(leftMs: number): void {
    this.timer = setTimeout(runOut, leftMs, this);
    this.signal?.addEventListener('abort', this);
  }

  resolve(value: T): void {
    this.end();
    this.resolved(value);
  }

  reject(error: unknown): void {
    this.end();
    this.rejected(error);
  }

  /** The signal fired. */
  handleEvent(): void {
    this.giveUp(cancelled());
  }

  giveUp(error: unknown): void {
    this.reject(error);
    this.leave?.();
  }

  private end(): void {
    clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this);
  }
}

function runOut(waiting: Waiting<never>): void {
  waiting.giveUp(tooLate());
}

/** Waits for something, but not longer than the grace. True when it came. */
export async function settledWithin(awaited: Promise<unknown>, graceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), graceMs);
  });
  return Promise.race([awaited.then(() => true), grace]).finally(() => clearTimeout(timer));
}
