import { isBulk, isOpen } from '@rapport/contracts';
import { AppError, callWith } from '@rapport/kernel';
import { overloaded } from '../broker/broker-error.js';
import type { Envelope } from '../broker/envelope.js';
import { BulkLine } from './bulk-line.js';
import { LiveTraffic } from './live-traffic.js';
import { isStreamed, type Layer, type Reply, type ServingCall } from './serving-call.js';

/** How much one service of a process works on at once. */
export interface ServingRoom {
  readonly callsAtOnce: number;
  /** Of these, work in bulk. */
  readonly bulkAtOnce: number;
  /** Whom work in bulk gives way to, where that is more than the calls of this one service. */
  readonly live?: LiveTraffic;
}

/** Turns away early what would be too many calls, and lets work in bulk wait in line, so that it does not stand before what people wait for. */
export function admission({ callsAtOnce, bulkAtOnce, live = new LiveTraffic() }: ServingRoom): Layer {
  const line = new BulkLine(bulkAtOnce);
  const commands = new Set<string>();
  let inside = 0;
  return async (call, next) => {
    if (inside >= callsAtOnce) throw overloaded(1);
    const bulk = isBulk(call.rpc.method);
    const command = bulk ? commandOf(call) : undefined;
    // It would stand in line behind itself.
    if (command && commands.has(command)) throw new AppError('conflict', 'KEY_IN_FLIGHT', { retryAfterMs: 1000 });
    inside += 1;
    if (command) commands.add(command);
    const leave = () => {
      inside -= 1;
      if (command) commands.delete(command);
    };
    if (!bulk && !isWaitedFor(call)) return held(next, leave);
    if (!bulk) {
      // Who is told a stream does not wait for its end.
      const served = live.began();
      return held(() => next().finally(served), leave);
    }
    await line.enter(call.leaving.signal).catch((thrown: unknown) => {
      leave();
      throw thrown;
    });
    if (call.context) call.context = callWith(call.context, { giveWay: live.givingWay(call.context.deadline) });
    return held(next, () => {
      leave();
      line.leave();
    });
  };
}

/** Services among themselves go on for work that may itself be in bulk. What is open to visitors is asked for in a service's name. */
function isWaitedFor({ context, rpc }: ServingCall): boolean {
  return isOpen(rpc.method) || !context?.principal.roles.includes('service');
}

function commandOf({ context }: ServingCall): string | undefined {
  return context?.command && [context.tenant, context.principal.id, context.name, context.command.key].join('\0');
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
