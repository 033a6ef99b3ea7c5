import { fromBinary } from '@bufbuild/protobuf';
import type { CallContext, Principal, UserId } from '@rapport/kernel';
import type { EventConsumer, Handled, OutboxEvent, Tx, UnitOfWork } from '@rapport/persistence';
import { continueTrace, metrics, traceHeaders, withSpan } from '@rapport/telemetry';
import type { Delivery } from '../broker/broker.js';
import { HandBack } from '../dead-letters/patient-consumer.js';
import type { Authority } from '../serving/authority.js';
import { eventOf } from './event-headers.js';
import type { Ear } from './on.decorator.js';
import type { Turnstile } from './turnstile.js';
import type { WaitingRoom } from './waiting-room.js';

const handlerMs = 30_000;
const mostWaitMs = 60_000;
const pausesMs = [50, 100, 250, 500, 1000, 2000];

/** One listening method and what stands around it. */
export interface HandlingParts {
  readonly consumer: EventConsumer;
  readonly durable: string;
  readonly listener: object;
  readonly ear: Ear;
  readonly work: Pick<UnitOfWork, 'handle'>;
  readonly authority: Pick<Authority, 'rights'>;
  readonly room: WaitingRoom;
  readonly turnstile: Turnstile;
}

/** An event's turn did not come within the time that an attempt has. */
class NotItsTurn extends Error {
  override readonly name = 'NotItsTurn';
}

/** Brings deliveries to one listening method, each in its trace, each aggregate in order. */
export class EventHandling {
  constructor(private readonly parts: HandlingParts) {}

  /** Returns when the event's effect is committed. One that comes before its turn waits here, which is no failure and costs no attempt. */
  async handle(delivery: Delivery): Promise<void> {
    const { room, durable: consumer } = this.parts;
    const event = eventOf(delivery);
    const aggregate = `${event.tenant}/${event.aggregatetype}/${event.aggregateid}`;
    const latest = Date.now() + mostWaitMs;
    for (let waits = 0; ; waits++) {
      const handled = await this.parts.turnstile.through(() => this.attempt(event, delivery.attempt));
      metrics.eventHandled.add({ consumer, result: handled });
      if (handled !== 'early') {
        room.call(aggregate);
        if (handled === 'done') metrics.eventDelay.observe({ consumer }, (Date.now() - event.occurredAt.getTime()) / 1000);
        return;
      }
      if (Date.now() > latest) throw new NotItsTurn('an earlier event of the aggregate is missing');
      if (!(await room.wait(aggregate, pausesMs[Math.min(waits, pausesMs.length - 1)]!))) throw new HandBack();
    }
  }

  private attempt(event: OutboxEvent, attempt: number): Promise<Handled> {
    const attributes = {
      'messaging.system': 'nats',
      'messaging.operation.type': 'process',
      'messaging.consumer.group.name': this.parts.durable,
      'messaging.message.type': event.type,
    };
    const traced = { ...attributes, 'rapport.event.id': event.id, 'rapport.tenant': event.tenant, 'rapport.attempt': attempt };
    return continueTrace(event, () => withSpan(`handle ${event.type}`, traced, () => this.inOneTransaction(event), { kind: 'consumer' }));
  }

  private async inOneTransaction(event: OutboxEvent): Promise<Handled> {
    const { work, consumer, ear, listener } = this.parts;
    const leaving = new AbortController();
    const timer = setTimeout(() => leaving.abort(), handlerMs);
    const hear = (listener as Record<string, (tx: Tx, facts: unknown) => Promise<void>>)[ear.method]!;
    try {
      return await work.handle(this.callFor(event, leaving.signal), event, consumer, (tx) => hear.call(listener, tx, fromBinary(ear.event, event.payload)));
    } finally {
      clearTimeout(timer);
    }
  }

  private callFor(event: OutboxEvent, signal: AbortSignal): CallContext {
    const { consumer, authority, ear } = this.parts;
    const principal: Principal = { id: consumer.name as UserId, tenant: event.tenant, kind: 'service', roles: ['service'], teams: [] };
    return {
      name: `${consumer.name}/${ear.event.name}`,
      principal,
      rights: authority.rights(principal),
      tenant: event.tenant,
      locale: 'en',
      trace: traceHeaders(),
      deadline: new Date(Date.now() + handlerMs),
      signal,
      notes: {},
    };
  }
}
