import { setTimeout as sleep } from 'node:timers/promises';
import { NotYet } from '@rapport/kernel';
import { StartRefused } from './start-refused.js';

const pauseMs = 1000;

/** How long a start waits, and who hears of it. */
export interface Patience {
  readonly ms: number;
  /** Hears why it waits, whenever the reason changes. */
  readonly say: (words: string) => void;
  /** Ends the waiting. */
  readonly asked?: AbortSignal | undefined;
}

/**
 * Opens something that may not be there yet: tries again while it throws `NotYet` and there is time, then throws that. Anything else is thrown
 * at once: a wrong password does not mend itself. Throws `StartRefused` when the start is called off.
 */
export async function patiently<T>(open: () => Promise<T>, { ms, say, asked }: Patience): Promise<T> {
  const latest = Date.now() + ms;
  let said = '';
  for (;;) {
    try {
      return await open();
    } catch (thrown) {
      if (!(thrown instanceof NotYet) || Date.now() + pauseMs > latest) throw thrown;
      if (said !== thrown.message) say(`${thrown.message} Trying again for up to ${Math.ceil((latest - Date.now()) / 1000)} s.`);
      said = thrown.message;
    }
    await sleep(pauseMs, undefined, { signal: asked }).catch((cause: unknown) => {
      throw new StartRefused(`Stopped while it waited: ${said}`, { cause });
    });
  }
}
