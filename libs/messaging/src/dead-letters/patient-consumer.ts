import type { Log } from '@rapport/kernel';
import { metrics } from '@rapport/telemetry';
import type { Broker, Closing, ConsumerSpec, Delivery, Verdict } from '../broker/broker.js';
import { header } from '../broker/envelope.js';
import { bury, reasonOf } from './burial.js';

/** How often a delivery is tried, and how long after each failure. The last pause serves all further ones. */
export interface Patience {
  readonly attempts: number;
  readonly pausesMs: readonly number[];
}

/** Five attempts within about 40 s. */
export const usualPatience: Patience = { attempts: 5, pausesMs: [250, 1000, 5000, 30_000] };

/** Thrown by work that gives its delivery back unfinished and without fault, because the process ends. */
export class HandBack extends Error {
  override readonly name = 'HandBack';
}

/** A durable consumer that tries again after failures and lays what keeps failing aside, so that it stops nothing else. */
export class PatientConsumer {
  constructor(
    private readonly broker: Broker,
    private readonly log: Log,
    private readonly patience: Patience = usualPatience,
  ) {}

  consume(spec: ConsumerSpec, work: (delivery: Delivery) => Promise<void>): Promise<Closing> {
    return this.broker.consume(spec, (delivery) => this.attempt(spec.name, delivery, work));
  }

  private async attempt(consumer: string, delivery: Delivery, work: (delivery: Delivery) => Promise<void>): Promise<Verdict> {
    const { attempts } = this.patience;
    const onlyFor = delivery.headers[header.onlyFor];
    if (onlyFor !== undefined && onlyFor !== consumer) return { kind: 'done' };
    if (delivery.attempt > attempts) return this.giveUp(consumer, delivery, 'internal INTERNAL ended without a word');
    try {
      await work(delivery);
      return { kind: 'done' };
    } catch (thrown) {
      if (thrown instanceof HandBack) return { kind: 'again', afterMs: 0 };
      const reason = reasonOf(thrown);
      metrics.eventHandled.add({ consumer, result: 'failed' });
      this.log.warn('event-failed', { consumer, attempt: delivery.attempt, reason });
      return delivery.attempt < attempts ? this.later(delivery) : this.giveUp(consumer, delivery, reason);
    }
  }

  private async giveUp(consumer: string, delivery: Delivery, reason: string): Promise<Verdict> {
    try {
      await bury(this.broker, consumer, delivery, reason);
    } catch (thrown) {
      this.log.error('dead-letter-not-kept', thrown, { consumer });
      return this.later(delivery);
    }
    metrics.deadLetters.add({ consumer });
    metrics.eventHandled.add({ consumer, result: 'dead' });
    this.log.warn('dead-letter', { consumer, reason });
    return { kind: 'dropped' };
  }

  private later({ attempt }: Delivery): Verdict {
    const { pausesMs } = this.patience;
    return { kind: 'again', afterMs: pausesMs[Math.min(attempt, pausesMs.length) - 1] ?? 1000 };
  }
}
