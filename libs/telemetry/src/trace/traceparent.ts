import { isSpanContextValid, trace, type Context, type TextMapGetter, type TextMapPropagator, type TextMapSetter } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';

/** W3C trace context, `traceparent` only: `tracestate` and baggage carry foreign text, which has no business in our queues. */
export class TraceparentPropagator implements TextMapPropagator {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span = trace.getSpanContext(context);
    if (!span || !isSpanContextValid(span)) return;
    setter.set(carrier, 'traceparent', `00-${span.traceId}-${span.spanId}-0${(span.traceFlags & 1).toString()}`);
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const header = getter.get(carrier, 'traceparent');
    const parent = parseTraceParent((Array.isArray(header) ? header[0] : header) ?? '');
    return parent ? trace.setSpanContext(context, { ...parent, isRemote: true }) : context;
  }

  fields(): string[] {
    return ['traceparent'];
  }
}
