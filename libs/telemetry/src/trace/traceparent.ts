import { isSpanContextValid, trace, type Context, type SpanContext, type TextMapGetter, type TextMapPropagator, type TextMapSetter } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';

/** Written as we write it, with the one flag that we know: nearly every header, and read at a third of the cost of any other. */
const plain = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-0[01]$/;

/** A span context that came in a header, which goes on as it came. */
interface Told extends SpanContext {
  readonly header?: string;
}

/** W3C trace context, `traceparent` only: `tracestate` and baggage carry foreign text, which has no business in our queues. */
export class TraceparentPropagator implements TextMapPropagator {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span: Told | undefined = trace.getSpanContext(context);
    if (span?.header !== undefined) setter.set(carrier, 'traceparent', span.header);
    else if (span && isSpanContextValid(span)) setter.set(carrier, 'traceparent', `00-${span.traceId}-${span.spanId}-0${(span.traceFlags & 1).toString()}`);
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const came = getter.get(carrier, 'traceparent');
    const header = Array.isArray(came) ? came[0] : came;
    const told = header === undefined ? undefined : toldBy(header);
    return told ? trace.setSpanContext(context, told) : context;
  }

  fields(): string[] {
    return ['traceparent'];
  }
}

function toldBy(header: string): Told | undefined {
  if (plain.test(header)) return { traceId: header.slice(3, 35), spanId: header.slice(36, 52), traceFlags: Number(header[54]), isRemote: true, header };
  const { traceId, spanId, traceFlags } = parseTraceParent(header) ?? {};
  return traceId && spanId ? { traceId, spanId, traceFlags: traceFlags ?? 0, isRemote: true } : undefined;
}
