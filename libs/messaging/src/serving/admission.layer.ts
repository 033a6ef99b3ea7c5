import { isBulk } from '@rapport/contracts';
import { overloaded } from '../broker/broker-error.js';
import type { Envelope } from '../broker/envelope.js';
import { BulkLine } from './bulk-line.js';
import { isStreamed, type Layer, type Reply } from './serving-call.js';

/** How much one service of a process works on at once. */
export interface ServingRoom {
  readonly callsAtOnce: number;
  /** Of these, work in bulk. */
  readonly bulkAtOnce: number;
}

/** Turns away early what would be too many calls, and lets work in bulk wait in line, so that it does not stand before what people wait for. */
export function admission({ callsAtOnce, bulkAtOnce }: ServingRoom): Layer {
  const line = new BulkLine(bulkAtOnce);
  let inside = 0;
  return async (call, next) => {
    if (inside >= callsAtOnce) throw overloaded(1);
    inside += 1;
    const leave = () => void (inside -= 1);
    if (!isBulk(call.rpc.method)) return held(next, leave);
    await line.enter(call.leaving.signal).catch((thrown: unknown) => {
      leave();
      throw thrown;
    });
    return held(next, () => {
      leave();
      line.leave();
    });
  };
}

/** A streamed answer keeps its place until it has been told. */
async function held(next: () => Promise<Reply>, leave: () => void): Promise<Reply> {
  try {
    const reply = await next();
    if (isStreamed(reply)) return told(reply, leave);
    leave();
    return reply;
  } catch (thrown) {
    leave();
    throw thrown;
  }
}

async function* told(frames: AsyncIterable<Envelope>, leave: () => void): AsyncIterable<Envelope> {
  try {
    yield* frames;
  } finally {
    leave();
  }
}
