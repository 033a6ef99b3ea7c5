import { hrTimeToMilliseconds } from '@opentelemetry/core';
import { SpanStatusCode, type Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

/** A finished span, for pages and specs. */
export interface FinishedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId?: string;
  readonly name: string;
  readonly startedAt: Date;
  readonly ms: number;
  readonly failed: boolean;
  readonly attributes: Attributes;
  /** Ids of spans that this one only points at. */
  readonly links: readonly string[];
}

/** Spans of one trace, in the order in which they ended. */
export interface RecentTrace {
  readonly traceId: string;
  readonly spans: readonly FinishedSpan[];
}

/** Keeps the last traces in memory: at most `traces`, each with at most `spansEach` spans, the oldest trace going first. */
export class TraceRing implements SpanProcessor {
  private readonly kept = new Map<string, FinishedSpan[]>();

  constructor(
    private readonly traces: number,
    private readonly spansEach: number,
  ) {}

  /** The newest trace first. */
  recent(): RecentTrace[] {
    return [...this.kept].map(([traceId, spans]) => ({ traceId, spans: [...spans] })).reverse();
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    const { traceId } = span.spanContext();
    const spans = this.kept.get(traceId) ?? this.begin(traceId);
    if (spans.length < this.spansEach) spans.push(finished(span));
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    this.kept.clear();
    return Promise.resolve();
  }

  private begin(traceId: string): FinishedSpan[] {
    if (this.kept.size >= this.traces) this.kept.delete(this.kept.keys().next().value ?? '');
    const spans: FinishedSpan[] = [];
    this.kept.set(traceId, spans);
    return spans;
  }
}

function finished(span: ReadableSpan): FinishedSpan {
  const { traceId, spanId } = span.spanContext();
  return {
    traceId,
    spanId,
    ...(span.parentSpanContext && { parentId: span.parentSpanContext.spanId }),
    name: span.name,
    startedAt: new Date(hrTimeToMilliseconds(span.startTime)),
    ms: hrTimeToMilliseconds(span.duration),
    failed: span.status.code === SpanStatusCode.ERROR,
    attributes: span.attributes,
    links: span.links.map(({ context }) => context.spanId),
  };
}
