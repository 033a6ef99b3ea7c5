import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import { cleanSpan } from './clean-span.js';

/** Hands each ended span on to what keeps or sends it, cleaned once. */
export class CleanProcessor implements SpanProcessor {
  constructor(private readonly next: readonly SpanProcessor[]) {}

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    const clean = cleanSpan(span);
    for (const processor of this.next) processor.onEnd(clean);
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.next.map((processor) => processor.forceFlush()));
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.next.map((processor) => processor.shutdown()));
  }
}
