import type { EventPublisher, OutboxEvent } from '@rapport/persistence';
import { metrics } from '@rapport/telemetry';
import type { Broker } from '../broker/broker.js';
import { eventHeaders } from './event-headers.js';

/** Takes events from the outbox to the broker: resolves once the broker keeps the event, under its id. */
export class OutboxPublisher implements EventPublisher {
  constructor(
    private readonly broker: Broker,
    private readonly service: string,
  ) {}

  async publish(event: OutboxEvent): Promise<void> {
    await this.broker.publish({ id: event.id, subject: `event.${event.type}`, headers: eventHeaders(event), data: event.payload });
    metrics.outboxPublished.add({ service: this.service });
  }
}
