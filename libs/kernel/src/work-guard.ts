import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from './app-error.js';

const inside = new AsyncLocalStorage<boolean>();

/** Runs the body of a unit of work, so that `assertOutsideWork` can tell. */
export function insideWork<T>(body: () => Promise<T>): Promise<T> {
  return inside.run(true, body);
}

/**
 * Throws when called inside a unit of work. Calls to other services and to models begin with it:
 * on one connection they would deadlock, on many they would hold locks across the network.
 */
export function assertOutsideWork(): void {
  if (inside.getStore()) throw new AppError('internal', 'RPC_INSIDE_UNIT_OF_WORK');
}
