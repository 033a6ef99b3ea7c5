import { continueTrace, metrics, traceHeaders, withSpan } from '@rapport/telemetry';
import { isStreamed, type Layer, type Reply, type ServingCall } from './serving-call.js';

// OpenTelemetry's code for an error.
const failed = { code: 2 };
const serverSpan = { kind: 'server' } as const;

/** The call as a part of its caller's trace, and how long it took. A streamed answer is in the span until its end. */
export const telemetry: Layer = (call, next) => (call.rpc.method.methodKind === 'unary' ? traced(call, next) : tracedToItsEnd(call, next));

function traced<T>(call: ServingCall, body: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const inSpan = () =>
    withSpan(
      call.rpc.name,
      call.rpc.attributes,
      async (span) => {
        call.trace = traceHeaders();
        const result = await body();
        metrics.rpcDuration.observe({ rpc: call.rpc.name, code: call.failed ?? 'ok' }, (performance.now() - began) / 1000);
        if (call.failed) span.setStatus(failed).setAttribute('rapport.error.code', call.failed);
        return result;
      },
      serverSpan,
    );
  return continueTrace(call.message.headers, inSpan);
}

function tracedToItsEnd(call: ServingCall, next: () => Promise<Reply>): Promise<Reply> {
  const answered = Promise.withResolvers<Reply>();
  const toItsEnd = async () => {
    const reply = await next();
    if (!isStreamed(reply)) return answered.resolve(reply);
    const ended = Promise.withResolvers<void>();
    answered.resolve(untilEnd(reply, ended.resolve));
    await ended.promise;
  };
  traced(call, toItsEnd).catch(answered.reject);
  return answered.promise;
}

async function* untilEnd<T>(frames: AsyncIterable<T>, ended: () => void): AsyncIterable<T> {
  try {
    yield* frames;
  } finally {
    ended();
  }
}
