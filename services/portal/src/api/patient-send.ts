import { announceSessionOver, sessionBack } from '../session/session-over.js';
import { connectionBack, keptWhile } from './connection.js';

/** Well within the life of an idempotency key (a day): what is kept longer than this might be done twice. */
const longestKeptMs = 12 * 3_600_000;

/**
 * Sends a write until it is answered: while the line is broken it is kept and sent again when Rapport answers, and while the session is over, when somebody
 * has signed in again. It is the same request each time, under the same `Idempotency-Key`, so it is done once. Ends early with `signal`.
 */
export async function sendPatiently(send: () => Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  const until = Date.now() + longestKeptMs;
  for (;;) {
    const response = await send().catch((error: unknown) => {
      if (signal?.aborted || Date.now() > until) throw error;
      return undefined;
    });
    if (response && response.status !== 401) return response;
    if (response) announceSessionOver();
    await keptWhile(orAborted(response ? sessionBack() : connectionBack(), signal));
  }
}

function orAborted(waited: Promise<void>, signal: AbortSignal | null | undefined): Promise<void> {
  if (!signal) return waited;
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([waited, aborted]);
}
