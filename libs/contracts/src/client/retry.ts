import { ConnectionError } from './connection-error.js';
import { ProblemError } from './problem-error.js';

/** How often and how long to try again. */
export interface Patience {
  /** Tries in all; 1 means never again. */
  readonly tries: number;
  /** Milliseconds before the second try, doubled each time, with a random half; a `Retry-After` is followed instead. */
  readonly firstWaitMs: number;
  /** Who is asked to wait longer than this gives up. */
  readonly longestWaitMs: number;
}

/** Runs `attempt` until it succeeds or trying again is no use: a refusal, a used-up patience, or the caller's own abort. */
export async function withRetries<T>(patience: Patience, signal: AbortSignal | undefined, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = waitOf(error, patience, tried);
      if (tried >= patience.tries || waitMs === undefined || signal?.aborted) throw error;
      await pause(waitMs, signal);
    }
  }
}

/** Milliseconds until another try may help; nothing when it would not. */
function waitOf(error: unknown, { firstWaitMs, longestWaitMs }: Patience, tried: number): number | undefined {
  const usual = Math.min(longestWaitMs, firstWaitMs * 2 ** (tried - 1)) * (0.5 + Math.random() / 2);
  if (error instanceof ConnectionError) return usual;
  if (!(error instanceof ProblemError)) return undefined;
  const mayHelp = error.status === 429 || error.status === 503 || error.reason === 'KEY_IN_FLIGHT';
  const waitMs = error.retryAfterMs ?? usual;
  return mayHelp && waitMs <= longestWaitMs ? waitMs : undefined;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
