import { AppError } from '@rapport/kernel';
import { cancelled, tooLate } from '../broker/broker-error.js';
import { header, type Envelope } from '../broker/envelope.js';
import type { Leaving } from '../broker/leaving.js';
import { isStreamed, type Layer, type Reply, type ServingCall } from './serving-call.js';

/** How long a call may take that came without a deadline. */
export const usualMs = 30_000;

/** Nobody waits longer than the caller does: at the deadline, or when the caller leaves, the signal fires and the answer is an error. */
export const deadline: Layer = (call, next) => {
  const { leaving } = call;
  const leftMs = patienceOf(call);
  if (leftMs <= 0) return Promise.reject(tooLate());
  call.deadline = new Date(Date.now() + leftMs);
  return new Promise<Reply>((resolve, reject) => {
    const timer = setTimeout(runOut, leftMs, leaving);
    leaving.onLeave((why) => reject(errorOf(why)));
    const done = () => {
      clearTimeout(timer);
      leaving.onLeave(undefined);
    };
    begun(next).then(
      (reply) => {
        if (isStreamed(reply)) return resolve(untilLeft(reply, leaving, done));
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

function runOut(leaving: Leaving): void {
  leaving.leave(tooLate());
}

function begun(next: () => Promise<Reply>): Promise<Reply> {
  try {
    return next();
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

function patienceOf({ message }: ServingCall): number {
  const told = Number(message.headers[header.deadline] ?? usualMs);
  return Number.isFinite(told) ? Math.min(told, 2 ** 31 - 1) : usualMs;
}

function errorOf(why: unknown): AppError {
  return why instanceof AppError ? why : cancelled();
}

async function* untilLeft(frames: AsyncIterable<Envelope>, leaving: Leaving, done: () => void): AsyncIterable<Envelope> {
  const left = new Promise<never>((_, reject) => leaving.onLeave((why) => reject(errorOf(why))));
  left.catch(() => undefined);
  const source = frames[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([source.next(), left]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    done();
    void source.return?.();
  }
}
