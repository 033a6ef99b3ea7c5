import {
  context,
  INVALID_TRACEID,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Link,
  type Span,
} from '@opentelemetry/api';
import { toAppError, type TraceHeaders } from '@rapport/kernel';

/** How a span stands to others. */
export interface SpanOptions {
  /** `server` answers a call, `client` makes one, `producer` and `consumer` the same for events. */
  readonly kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Spans of other traces that led here; see `linkTo`. */
  readonly links?: readonly Link[];
}

const kinds = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER };

/**
 * Runs `body` inside a span. `name` is fixed words; only attributes declared in `attributes.table.ts` are kept.
 * What is thrown marks the span as failed with its code and reason, and is thrown on. In a trace that nobody keeps there is no span, and `body` gets the trace's own.
 */
export function withSpan<T>(
  name: string,
  attributes: Attributes,
  body: (span: Span) => Promise<T>,
  { kind = 'internal', links = [] }: SpanOptions = {},
): Promise<T> {
  const around = trace.getActiveSpan();
  if (around && isUnkept(around)) return asPromise(() => body(around));
  const options = { kind: kinds[kind], attributes, links: [...links] };
  return trace.getTracer('rapport').startActiveSpan(name, options, (span) => untilEnded(span, () => body(span)));
}

/**
 * A call that leaves the process: gives `body` the headers by which the other side goes on with the trace. Nothing that happens here meanwhile is a part of it,
 * so the trace under way stays as it is. `from` tells the trace where none is under way.
 */
export function callOut<T>(name: string, attributes: Attributes, from: TraceHeaders, body: (headers: TraceHeaders) => Promise<T>): Promise<T> {
  const active = context.active();
  const around = trace.getSpan(active) ? active : propagation.extract(active, from);
  const parent = trace.getSpan(around);
  if (parent && isUnkept(parent)) return body(headersIn(around));
  const span = trace.getTracer('rapport').startSpan(name, { kind: SpanKind.CLIENT, attributes }, around);
  const send = () => body(headersIn(trace.setSpan(around, span)));
  return span.isRecording() ? untilEnded(span, send) : send();
}

/** The trace under way as headers for the next hop; empty outside a trace. */
export function traceHeaders(): TraceHeaders {
  return headersIn(context.active());
}

/** Runs `body` as a part of the trace that the headers tell of; wrong or missing headers change nothing. */
export function continueTrace<T>(headers: TraceHeaders, body: () => T): T {
  const active = context.active();
  const told = propagation.extract(active, headers);
  return told === active ? body() : context.with(told, body);
}

/** A link to the span that the headers tell of, for work that many traces led to (a batch, a retry). */
export function linkTo(headers: TraceHeaders): Link[] {
  const span = trace.getSpanContext(propagation.extract(context.active(), headers));
  return span ? [{ context: span }] : [];
}

/** The id of the trace under way: 32 hex digits, the `X-Request-Id` of the answer. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

/** Names the request's span after its route template (`POST`, `/v1/contacts/{id}`), once the door knows it. */
export function nameRequest(verb: string, route: string): void {
  trace.getActiveSpan()?.updateName(`${verb} ${route}`).setAttribute('http.route', route);
}

/** Whether the trace has ids and is not kept. All its parts share the ids then: others would be paid for in each and seen by nobody. */
function isUnkept(span: Span): boolean {
  const { traceId, traceFlags } = span.spanContext();
  return (traceFlags & TraceFlags.SAMPLED) === 0 && traceId !== INVALID_TRACEID;
}

async function untilEnded<T>(span: Span, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (thrown) {
    const { code, reason } = toAppError(thrown);
    span.setStatus({ code: SpanStatusCode.ERROR }).setAttributes({ 'rapport.error.code': code, 'rapport.error.reason': reason });
    throw thrown;
  } finally {
    span.end();
  }
}

function asPromise<T>(body: () => Promise<T>): Promise<T> {
  try {
    return body();
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

function headersIn(around: Context): TraceHeaders {
  const headers: { traceparent?: string } = {};
  propagation.inject(around, headers);
  return headers;
}
