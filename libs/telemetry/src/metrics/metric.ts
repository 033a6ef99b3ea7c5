import * as prom from 'prom-client';
import { cleanLabels, type Labels, type LabelValues } from './labels.js';

/** Every metric of this process. */
export const registry = new prom.Registry();

/** Seconds; from a fast read to a request at its limit. */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A number that only grows. */
export class Counter<L extends Labels> {
  private readonly inner: prom.Counter;

  constructor(
    name: string,
    help: string,
    private readonly labels: L,
  ) {
    this.inner = new prom.Counter({ name, help, labelNames: Object.keys(labels), registers: [registry] });
  }

  add(values: LabelValues<L>, by = 1): void {
    this.inner.inc(cleanLabels(this.labels, values), by);
  }
}

/** A number that goes up and down. */
export class Gauge<L extends Labels> {
  private readonly inner: prom.Gauge;

  constructor(
    name: string,
    help: string,
    private readonly labels: L,
  ) {
    this.inner = new prom.Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] });
  }

  set(values: LabelValues<L>, value: number): void {
    this.inner.set(cleanLabels(this.labels, values), value);
  }
}

/** How durations are spread, in seconds. */
export class Durations<L extends Labels> {
  private readonly inner: prom.Histogram;

  constructor(
    name: string,
    help: string,
    private readonly labels: L,
    buckets: readonly number[] = secondsBuckets,
  ) {
    this.inner = new prom.Histogram({ name, help, labelNames: Object.keys(labels), buckets: [...buckets], registers: [registry] });
  }

  observe(values: LabelValues<L>, seconds: number): void {
    this.inner.observe(cleanLabels(this.labels, values), seconds);
  }
}
