import { toAppError, type Log } from '@rapport/kernel';
import type { Envelope } from '../broker/envelope.js';
import { errorEnvelope } from '../broker/error-envelope.js';
import { isStreamed, type Layer, type ServingCall } from './serving-call.js';

/** What was thrown becomes an answer that says so, also in the middle of a stream. Faults of ours are logged with their cause. */
export function errors(log: Log): Layer {
  const tell = (call: ServingCall, thrown: unknown): Envelope => {
    const error = toAppError(thrown);
    call.failed = error.code;
    if (error.code === 'internal') log.error('rpc-failed', error.cause ?? error, { rpc: call.rpc.name, reason: error.reason });
    return errorEnvelope(error);
  };
  return async (call, next) => {
    try {
      const reply = await next();
      return isStreamed(reply) ? told(reply, (thrown) => tell(call, thrown)) : reply;
    } catch (thrown) {
      return tell(call, thrown);
    }
  };
}

async function* told(frames: AsyncIterable<Envelope>, tell: (thrown: unknown) => Envelope): AsyncIterable<Envelope> {
  try {
    yield* frames;
  } catch (thrown) {
    yield tell(thrown);
  }
}
