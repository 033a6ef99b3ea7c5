import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@rapport/kernel';
import type { Closing } from '../broker/broker.js';

/** What closes together. */
export interface Stage {
  readonly name: string;
  readonly closings: readonly Closing[];
}

/**
 * Closes a process from its doors inwards: HTTP, then listeners and jobs, then servers, then the relay, then broker and database. Each stage waits for the one
 * before it; none can hold the others up past the grace. True when everything finished in time.
 */
export async function closeInOrder(stages: readonly Stage[], log: Log, graceMs = 25_000): Promise<boolean> {
  const end = Date.now() + graceMs;
  let inTime = true;
  for (const { name, closings } of stages) {
    const closed = Promise.all(closings.map((closing) => closing())).then(() => true);
    const done = await Promise.race([closed, pause(Math.max(end - Date.now(), 50), false, { ref: false })]).catch((thrown: unknown) => {
      log.error('closing-failed', thrown, { stage: name });
      return false;
    });
    closed.catch(() => undefined);
    if (!done) log.warn('closing-overran', { stage: name });
    inTime &&= done;
  }
  return inTime;
}
