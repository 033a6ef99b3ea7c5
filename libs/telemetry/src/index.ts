export { createLog, type LogOptions } from './log/create-log.js';
export { callOut, continueTrace, currentTraceId, linkTo, nameRequest, traceHeaders, withSpan, type SpanOptions } from './trace/span.js';
export type { FinishedSpan, RecentTrace } from './trace/trace-ring.js';
export { collectSpans, flushTraces, recentTraces, startTracing, type TracingOptions } from './trace/tracing.js';
export { metrics } from './metrics/metrics.table.js';
export { metricsText, onScrape, type Refresh } from './metrics/metrics-text.js';
