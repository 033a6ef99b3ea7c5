import { collectDefaultMetrics } from 'prom-client';
import { registry } from './metric.js';

/** Called before each answer of `metricsText`, to bring gauges up to date. Must be quick and must not throw. */
export type Refresh = () => void;

const refreshes = new Set<Refresh>();
let processMetrics = false;

/** Has gauges brought up to date when somebody looks. Returns how to end it. */
export function onScrape(refresh: Refresh): () => void {
  refreshes.add(refresh);
  return () => refreshes.delete(refresh);
}

/** Every metric in Prometheus' text format, those of the process (memory, event loop, garbage collection) included. */
export async function metricsText(): Promise<{ contentType: string; text: string }> {
  if (!processMetrics) collectDefaultMetrics({ register: registry });
  processMetrics = true;
  for (const refresh of refreshes) refresh();
  return { contentType: registry.contentType, text: await registry.metrics() };
}
