import type { EventPublisher, OutboxEvent } from '@rapport/persistence';
import type { Broker } from '../broker/broker.js';
import { eventHeaders } from './event-headers.js';

/** Takes events from the outbox to the broker: resolves once the broker keeps the event, under its id. */
export class OutboxPublisher implements EventPublisher {
  constructor(private readonly broker: Broker) {}

  publish(event: OutboxEvent): Promise<void> {
    return this.broker.publish({ id: event.id, subject: `event.${event.type}`, headers: eventHeaders(event), data: event.payload });
  }
}
