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
    let leave: (() => void) | undefined;
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const giveUp = (error: unknown) => {
      end();
      reject(error);
      leave?.();
    };
    const abort = () => giveUp(cancelled());
    const timer = setTimeout(() => giveUp(tooLate()), Math.min(left, 2 ** 31 - 1));
    signal?.addEventListener('abort', abort, { once: true });
    const settle: Settle<T> = {
      resolve(value) {
        end();
        resolve(value);
      },
      reject(error) {
        end();
        reject(error);
      },
    };
    try {
      leave = begin(settle);
    } catch (error) {
      settle.reject(error);
    }
  });
}

/** Waits for something, but not longer than the grace. True when it came. */
export async function settledWithin(awaited: Promise<unknown>, graceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), graceMs);
  });
  return Promise.race([awaited.then(() => true), grace]).finally(() => clearTimeout(timer));
}
