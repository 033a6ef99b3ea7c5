import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import { CleanProcessor } from './clean-processor.js';
import { TraceRing, type FinishedSpan, type RecentTrace } from './trace-ring.js';
import { TraceparentPropagator } from './traceparent.js';

/** What is traced and where it goes. */
export interface TracingOptions {
  /** Names the process in a collector. */
  readonly service: string;
  /** Share of new traces that are kept, 0 to 1. A trace that comes in already sampled is followed, unless the share is 0. */
  readonly share: number;
  /** Base address of an OTLP/HTTP collector (`/v1/traces` is added). Without it the last traces stay in memory. */
  readonly endpoint?: string | undefined;
  /** `name=value` pairs separated by commas, for the collector. */
  readonly headers?: string | undefined;
  /** Address of Zipkin's spans API, whole. */
  readonly zipkin?: string | undefined;
}

interface Tracing {
  readonly provider: TracerProvider;
  readonly ring: TraceRing;
}

const ringTraces = 50;
const ringSpansEach = 200;
let running: Tracing | undefined;

/** Starts tracing in this process, once; later calls do nothing. Trace ids flow even when nothing is kept. */
export function startTracing(options: TracingOptions): void {
  if (!running) begin(options, options.share === 0 ? 0 : ringTraces, ringSpansEach);
}

/** The traces that ended last, newest first; empty when they are not kept. For a health page. */
export function recentTraces(): RecentTrace[] {
  return running?.ring.recent() ?? [];
}

/** Sends what is still waiting. Awaited before the process ends. */
export async function flushTraces(): Promise<void> {
  await running?.provider.forceFlush();
}

/** For specs: keeps every span of this process from here on. `stop` ends it. */
export function collectSpans(): { spans(): FinishedSpan[]; stop(): Promise<void> } {
  const { ring, provider } = begin({ service: 'spec', share: 1 }, 10_000, 10_000);
  return {
    spans: () =>
      ring
        .recent()
        .reverse()
        .flatMap((recent) => recent.spans),
    stop: async () => {
      await provider.shutdown();
      for (const api of [trace, context, propagation]) api.disable();
      running = undefined;
    },
  };
}

function begin({ service, share, endpoint, headers, zipkin }: TracingOptions, traces: number, spansEach: number): Tracing {
  const ring = new TraceRing(traces, spansEach);
  const exporters = [...(endpoint ? [collector(endpoint, headers)] : []), ...(zipkin ? [new ZipkinExporter({ url: zipkin })] : [])];
  const sinks: SpanProcessor[] = exporters.length ? exporters.map((exporter) => new BatchSpanProcessor({ exporter })) : [ring];
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: share === 0 ? new AlwaysOffSampler() : new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: share === 0 ? [] : [new CleanProcessor(sinks)],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new TraceparentPropagator());
  trace.setGlobalTracerProvider(provider);
  running = { provider, ring };
  return running;
}

function collector(endpoint: string, headers: string | undefined): OTLPTraceExporter {
  const pairs = (headers ?? '')
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split(/=(.*)/s, 2).map((part) => part.trim()));
  return new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, headers: Object.fromEntries(pairs) as Record<string, string> });
}
