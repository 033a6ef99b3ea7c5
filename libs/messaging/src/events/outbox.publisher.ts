import type { EventPublisher, OutboxEvent } from '@rapport/persistence';
import { metrics } from '@rapport/telemetry';
import type { Broker } from '../broker/broker.js';
import { header } from '../broker/envelope.js';
import { eventHeaders } from './event-headers.js';

/** Takes events from the outbox to the broker: resolves once the broker keeps the event, under its id. One that goes out again is another message of the same event. */
export class OutboxPublisher implements EventPublisher {
  constructor(
    private readonly broker: Broker,
    private readonly service: string,
  ) {}

  async publish(event: OutboxEvent): Promise<void> {
    const { id, replays } = event;
    const again = replays === undefined ? { id, headers: {} } : { id: `${id}~${replays}`, headers: { [header.eventId]: id } };
    await this.broker.publish({ id: again.id, subject: `event.${event.type}`, headers: { ...eventHeaders(event), ...again.headers }, data: event.payload });
    metrics.outboxPublished.add({ service: this.service });
  }
}
