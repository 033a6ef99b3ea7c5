import { cancelled, tooLate } from '../broker/broker-error.js';
import type { Envelope } from '../broker/envelope.js';
import { header } from '../broker/envelope.js';
import { isStreamed, type Layer, type Reply, type ServingCall } from './serving-call.js';

/** How long a call may take that came without a deadline. */
export const usualMs = 30_000;

/** Nobody waits longer than the caller does: at the deadline, or when the caller leaves, the signal fires and the answer is an error. */
export const deadline: Layer = (call, next) => {
  const leftMs = patienceOf(call);
  if (leftMs <= 0) return Promise.reject(tooLate());
  call.deadline = new Date(Date.now() + leftMs);
  return new Promise<Reply>((resolve, reject) => {
    const { leaving } = call;
    const timer = setTimeout(() => leaving.abort(tooLate()), leftMs);
    const left = () => reject(whyLeft(leaving.signal));
    const done = () => {
      clearTimeout(timer);
      leaving.signal.removeEventListener('abort', left);
    };
    leaving.signal.addEventListener('abort', left);
    next().then(
      (reply) => {
        if (isStreamed(reply)) return resolve(untilLeft(reply, leaving.signal, done));
        done();
        resolve(reply);
      },
      (thrown: unknown) => {
        done();
        reject(thrown);
      },
    );
  });
};

function patienceOf({ message }: ServingCall): number {
  const told = Number(message.headers[header.deadline] ?? usualMs);
  return Number.isFinite(told) ? Math.min(told, 2 ** 31 - 1) : usualMs;
}

function whyLeft(signal: AbortSignal): unknown {
  return signal.reason instanceof Error && signal.reason.name === 'AppError' ? signal.reason : cancelled();
}

async function* untilLeft(frames: AsyncIterable<Envelope>, signal: AbortSignal, done: () => void): AsyncIterable<Envelope> {
  const left = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(whyLeft(signal)), { once: true }));
  left.catch(() => undefined);
  const source = frames[Symbol.asyncIterator]();
  try {
    for (;;) {
      if (signal.aborted) throw whyLeft(signal);
      const next = await Promise.race([source.next(), left]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    done();
    void source.return?.();
  }
}
