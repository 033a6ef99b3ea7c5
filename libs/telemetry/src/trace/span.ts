import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes, type Link, type Span } from '@opentelemetry/api';
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
 * What is thrown marks the span as failed with its code and reason, and is thrown on.
 */
export function withSpan<T>(
  name: string,
  attributes: Attributes,
  body: (span: Span) => Promise<T>,
  { kind = 'internal', links = [] }: SpanOptions = {},
): Promise<T> {
  return trace.getTracer('rapport').startActiveSpan(name, { kind: kinds[kind], attributes, links: [...links] }, async (span) => {
    try {
      return await body(span);
    } catch (thrown) {
      const { code, reason } = toAppError(thrown);
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttributes({ 'rapport.error.code': code, 'rapport.error.reason': reason });
      throw thrown;
    } finally {
      span.end();
    }
  });
}

/** The trace under way as headers for the next hop; empty outside a trace. */
export function traceHeaders(): TraceHeaders {
  const headers: { traceparent?: string } = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Runs `body` as a part of the trace that the headers tell of; wrong or missing headers change nothing. */
export function continueTrace<T>(headers: TraceHeaders, body: () => T): T {
  return context.with(propagation.extract(context.active(), headers), body);
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
