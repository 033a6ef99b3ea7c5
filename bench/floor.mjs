import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Bare `pg` in a thread of its own, on the database of a running installation.
 * @typedef {object} Floor
 * @property {(recordings: import('./replayed.mjs').Recording[], pace: { width: number, ms: number, most: number }) => Promise<{ perSecond: number, times: number[] }>} replay
 * @property {(text: string, values: unknown[][]) => Promise<{ times: number[] }>} ask
 * @property {(texts: string[]) => Promise<void>} script
 * @property {() => Promise<void>} close
 */

/** @param {import('./stage.mjs').Place} place @returns {Promise<Floor>} */
export async function openFloor({ database }) {
  const worker = new Worker(new URL('floor.worker.mjs', import.meta.url), { execArgv: [] });
  /** @param {object} order @returns {Promise<any>} */
  const send = async (order) => {
    worker.postMessage(order);
    const [{ answer, failure }] = await once(worker, 'message');
    if (failure !== undefined) throw new Error(`The floor failed: ${failure}`);
    return answer;
  };
  await send({ kind: 'open', database });
  return {
    replay: (recordings, pace) => send({ kind: 'replay', recordings, ...pace }),
    ask: (text, values) => send({ kind: 'ask', text, values }),
    script: (texts) => send({ kind: 'script', texts }),
    close: async () => {
      await send({ kind: 'close' });
      await worker.terminate();
    },
  };
}
