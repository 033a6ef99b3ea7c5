import { isSpanContextValid, trace, type Context, type SpanContext, type TextMapGetter, type TextMapPropagator, type TextMapSetter } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';

/** Written as we write it, with the one flag that we know. */
const plain = /^00-.{50}0[01]$/;

/** A span context that came in a header, which goes on as it came. */
interface Told extends SpanContext {
  readonly header?: string;
}

/** W3C trace context, `traceparent` only: `tracestate` and baggage carry foreign text, which has no business in our queues. */
export class TraceparentPropagator implements TextMapPropagator {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span: Told | undefined = trace.getSpanContext(context);
    if (!span || !isSpanContextValid(span)) return;
    setter.set(carrier, 'traceparent', span.header ?? `00-${span.traceId}-${span.spanId}-0${(span.traceFlags & 1).toString()}`);
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const came = getter.get(carrier, 'traceparent');
    const header = Array.isArray(came) ? came[0] : came;
    const parent = header === undefined ? null : parseTraceParent(header);
    if (!parent) return context;
    const { traceId, spanId, traceFlags } = parent;
    const told: Told = plain.test(header!) ? { traceId, spanId, traceFlags, isRemote: true, header: header! } : { traceId, spanId, traceFlags, isRemote: true };
    return trace.setSpanContext(context, told);
  }

  fields(): string[] {
    return ['traceparent'];
  }
}
