import { randomBytes } from 'node:crypto';
import type { TraceHeaders } from '@rapport/kernel';
import { traceHeaders } from '@rapport/telemetry';
import type { IncomingHttpHeaders } from 'node:http';

const form = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace of a request: the one that telemetry has begun; without telemetry the caller's, or a new one that is not sampled. */
export function traceOf(headers: IncomingHttpHeaders): TraceHeaders {
  const begun = traceHeaders();
  return begun.traceparent ? begun : traceOfCaller(headers);
}

/** The same without telemetry. A malformed `traceparent` is as none. */
export function traceOfCaller(headers: IncomingHttpHeaders): TraceHeaders {
  const given = headers['traceparent'];
  if (typeof given !== 'string' || !form.test(given)) return newTrace();
  const state = headers['tracestate'];
  return typeof state === 'string' && state.length <= 512 ? { traceparent: given, tracestate: state } : { traceparent: given };
}

/** The trace id in a `traceparent`: what people quote, and what `X-Request-Id` says. */
export function traceIdOf({ traceparent }: TraceHeaders): string {
  return traceparent?.slice(3, 35) ?? '';
}

function newTrace(): TraceHeaders {
  const random = randomBytes(24).toString('hex');
  return { traceparent: `00-${random.slice(0, 32)}-${random.slice(32)}-00` };
}
