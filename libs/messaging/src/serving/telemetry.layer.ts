import { continueTrace, metrics, traceHeaders, withSpan } from '@rapport/telemetry';
import { isStreamed, type Layer, type Reply } from './serving-call.js';

/** The call as a part of its caller's trace, and how long it took. A streamed answer is in the span until its end. */
export const telemetry: Layer = (call, next) => {
  const answered = Promise.withResolvers<Reply>();
  const began = performance.now();
  const serve = async () => {
    call.trace = traceHeaders();
    const reply = await next();
    if (!isStreamed(reply)) return answered.resolve(reply);
    const ended = Promise.withResolvers<void>();
    answered.resolve(untilEnd(reply, ended.resolve));
    await ended.promise;
  };
  continueTrace(call.message.headers, () =>
    withSpan(
      call.rpc.name,
      call.rpc.attributes,
      async (span) => {
        await serve();
        metrics.rpcDuration.observe({ rpc: call.rpc.name, code: call.failed ?? 'ok' }, (performance.now() - began) / 1000);
        if (call.failed) span.setStatus({ code: 2 }).setAttribute('rapport.error.code', call.failed);
      },
      { kind: 'server' },
    ),
  ).catch(answered.reject);
  return answered.promise;
};

async function* untilEnd<T>(frames: AsyncIterable<T>, ended: () => void): AsyncIterable<T> {
  try {
    yield* frames;
  } finally {
    ended();
  }
}
