import { SettingsError } from '@rapport/config';
import { KeyFileBroken } from '@rapport/crypto';
import { NotYet } from '@rapport/kernel';
import { DatabaseRefused } from '@rapport/persistence';
import { StartRefused } from '@rapport/runtime';
import { flushTraces } from '@rapport/telemetry';

/** A running program: how to end it. */
export interface Running {
  stop(): Promise<void>;
}

/** Problems whose message is a sentence for whoever started the program. */
const sayable = [SettingsError, DatabaseRefused, NotYet, StartRefused, KeyFileBroken];

/**
 * Starts, and stops once on the first SIGINT, SIGTERM or the launcher's end; exits 0 after a clean stop, 1 after a refused start.
 * A signal that comes while it starts aborts `asked`, and is heeded as soon as there is something to stop.
 */
export async function runToExit(start: (asked: AbortSignal) => Promise<Running>): Promise<void> {
  const asking = new AbortController();
  const asked = new Promise<void>((resolve) => asking.signal.addEventListener('abort', () => resolve()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asking.abort());
  process.once('disconnect', () => asking.abort());
  try {
    const running = await start(asking.signal);
    await asked;
    await running.stop();
    await flushTraces();
    process.exit(0);
  } catch (thrown) {
    process.stderr.write(`\n${wordsFor(thrown)}\n`);
    process.exit(1);
  }
}

function wordsFor(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'Rapport stopped for an unknown reason.';
  if (sayable.some((kind) => thrown instanceof kind) || isSentence(thrown)) return thrown.message;
  const cause = thrown.cause instanceof Error ? `\nbecause of ${thrown.cause.name}: ${thrown.cause.message}` : '';
  return `Rapport could not go on: ${thrown.stack ?? thrown.message}${cause}`;
}

/** Errors that libraries throw for people, such as a broker out of reach, end like a sentence and name a setting. */
function isSentence({ message, name }: Error): boolean {
  return name !== 'AppError' && /\b[A-Z][A-Z]+_[A-Z_]+\b/.test(message);
}
