import { setImmediate as breath } from 'node:timers/promises';
import { fromBinary } from '@bufbuild/protobuf';
import type { CallContext, Log, Principal, UserId } from '@rapport/kernel';
import type { EventConsumer, Handled, Handling, OutboxEvent, Tx, UnitOfWork } from '@rapport/persistence';
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
/** Events that share a transaction at most: what they write stays locked until the last of them is done. */
const mostTogether = 16;
const pausesMs = [50, 100, 250, 500, 1000, 2000];

interface Waiting {
  readonly event: OutboxEvent;
  readonly attempt: number;
  readonly resolve: (handled: Handled) => void;
  readonly reject: (thrown: unknown) => void;
}

/** One listening method and what stands around it. */
export interface HandlingParts {
  readonly consumer: EventConsumer;
  readonly durable: string;
  readonly listener: object;
  readonly ear: Ear;
  readonly work: Pick<UnitOfWork, 'handleTogether'>;
  readonly authority: Pick<Authority, 'rights'>;
  readonly room: WaitingRoom;
  readonly turnstile: Turnstile;
  readonly log: Log;
  readonly onTurn?: ((ms: number) => void) | undefined;
}

/** An event's turn did not come within the time that an attempt has. */
class NotItsTurn extends Error {
  override readonly name = 'NotItsTurn';
}

/** Brings deliveries to one listening method, each in its trace, each aggregate in order. */
export class EventHandling {
  private readonly line: Waiting[] = [];

  constructor(private readonly parts: HandlingParts) {}

  /** Returns when the event's effect is committed. One that comes before its turn waits here, which is no failure and costs no attempt. */
  async handle(delivery: Delivery): Promise<void> {
    const { room, durable: consumer, log } = this.parts;
    const event = eventOf(delivery);
    const aggregate = `${event.tenant}/${event.aggregatetype}/${event.aggregateid}`;
    const latest = Date.now() + mostWaitMs;
    for (let waits = 0; ; waits++) {
      const handled = await this.inLine(event, delivery.attempt);
      metrics.eventHandled.add({ consumer, result: handled });
      if (handled !== 'early') {
        room.call(aggregate);
        if (handled === 'undone') log.warn('event-undone', { consumer, eventId: event.id });
        if (handled === 'done') metrics.eventDelay.observe({ consumer }, (Date.now() - event.occurredAt.getTime()) / 1000);
        return;
      }
      if (Date.now() > latest) throw new NotItsTurn('an earlier event of the aggregate is missing');
      if (!(await room.wait(aggregate, pausesMs[Math.min(waits, pausesMs.length - 1)]!))) throw new HandBack();
    }
  }

  /** Whoever is let in takes along those who wait behind and those who came in the same breath: so a transaction is shared, and nobody waits for company. */
  private inLine(event: OutboxEvent, attempt: number): Promise<Handled> {
    const { promise, resolve, reject } = Promise.withResolvers<Handled>();
    this.line.push({ event, attempt, resolve, reject });
    void this.parts.turnstile.through(() => breath().then(() => this.handleNext()));
    return promise;
  }

  private async handleNext(): Promise<void> {
    const began = performance.now();
    await this.handleParty(this.nextParty());
    this.parts.onTurn?.(performance.now() - began);
  }

  private async handleParty(party: readonly Waiting[]): Promise<void> {
    if (party.length === 0) return;
    if (party.length > 1) {
      const handled = await this.inOneTransaction(party).catch(() => undefined);
      if (handled) return party.forEach(({ resolve }, at) => resolve(handled[at]!));
    }
    // Alone, so that one that fails takes no other with it.
    for (const one of party) await this.traced(one, () => this.inOneTransaction([one])).then(([handled]) => one.resolve(handled!), one.reject);
  }

  /** The first in line and those behind it that may go with it: of the same tenant, each of another aggregate. */
  private nextParty(): readonly Waiting[] {
    const aggregates = new Set<string>();
    const party = this.line.filter(({ event }) => {
      if (aggregates.size === mostTogether || event.tenant !== this.line[0]!.event.tenant || aggregates.has(event.aggregateid)) return false;
      aggregates.add(event.aggregateid);
      return true;
    });
    for (const one of party) this.line.splice(this.line.indexOf(one), 1);
    return party;
  }

  private traced<T>({ event, attempt }: Waiting, body: () => Promise<T>): Promise<T> {
    const attributes = {
      'messaging.system': 'nats',
      'messaging.operation.type': 'process',
      'messaging.consumer.group.name': this.parts.durable,
      'messaging.message.type': event.type,
    };
    const traced = { ...attributes, 'rapport.event.id': event.id, 'rapport.tenant': event.tenant, 'rapport.attempt': attempt };
    return continueTrace(event, () => withSpan(`handle ${event.type}`, traced, body, { kind: 'consumer' }));
  }

  private async inOneTransaction(party: readonly Waiting[]): Promise<readonly Handled[]> {
    const { work, consumer, ear, listener } = this.parts;
    const leaving = new AbortController();
    const timer = setTimeout(() => leaving.abort(), handlerMs);
    const hear = (listener as Record<string, (tx: Tx, facts: unknown) => Promise<void>>)[ear.method]!;
    const handlings = party.map((one): Handling => {
      const within = (go: (call: CallContext) => Promise<void>) => go(this.callFor(one.event, leaving.signal));
      return {
        event: one.event,
        // Alone, the whole transaction is in the event's trace already.
        within: party.length === 1 ? within : (go) => this.traced(one, () => within(go)),
        body: (tx) => hear.call(listener, tx, fromBinary(ear.event, one.event.payload)),
      };
    });
    try {
      return await work.handleTogether(this.callFor(party[0]!.event, leaving.signal), handlings, consumer);
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
