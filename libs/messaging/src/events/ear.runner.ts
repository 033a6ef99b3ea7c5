import { eventSubject } from '@rapport/contracts';
import type { Clock, Log } from '@rapport/kernel';
import { beginningsOf, type Background, type EventConsumer, type UnitOfWork } from '@rapport/persistence';
import type { Broker, Closing, ConsumerSpec } from '../broker/broker.js';
import { eventsKeptMs } from '../broker/stream-layout.js';
import { PatientConsumer, usualPatience, type Patience } from '../dead-letters/patient-consumer.js';
import type { Authority } from '../serving/authority.js';
import { EventHandling } from './event-handling.js';
import { earsOf, type Ear } from './on.decorator.js';
import { Turnstile } from './turnstile.js';
import { WaitingRoom } from './waiting-room.js';

/** What a service's listening needs. */
export interface EarSettings {
  /** The service's name, which its consumers bear. */
  readonly service: string;
  readonly broker: Broker;
  readonly work: Pick<UnitOfWork, 'handleTogether'>;
  /** Where it is remembered since when each consumer listens. */
  readonly background: Background;
  readonly clock: Clock;
  readonly authority: Pick<Authority, 'rights'>;
  readonly log: Log;
  /** Transactions at once; 8 when left out. */
  readonly atOnce?: number;
  readonly patience?: Patience;
  /** Told how long each turn at handling took. */
  readonly onTurn?: (ms: number) => void;
}

const window = 256;
const ackWaitMs = 30_000;
const dayMs = 86_400_000;

/** Runs the listening methods (`@On`) of a service: a durable consumer for each, named `<service>-<EventName>`. */
export class EarRunner {
  private readonly room = new WaitingRoom();
  private readonly turnstile: Turnstile;
  private readonly patient: PatientConsumer;
  private readonly closings: Closing[] = [];

  constructor(private readonly settings: EarSettings) {
    this.turnstile = new Turnstile(settings.atOnce ?? 8);
    this.patient = new PatientConsumer(settings.broker, settings.log, settings.patience ?? usualPatience);
  }

  /** Begins to listen with every `@On` method of these objects; others are passed over. */
  async start(listeners: readonly object[]): Promise<void> {
    const ears = listeners.flatMap((listener) => earsOf(listener).map((ear) => ({ listener, ear, name: this.nameOf(ear) })));
    for (const { name, ear } of ears) {
      if (ears.filter((other) => other.name === name).length > 1)
        throw new Error(`two methods of ${this.settings.service} listen to ${ear.event.typeName}: tell one apart with @On(${ear.event.name}, { as: '…' })`);
    }
    await Promise.all(ears.map(({ listener, ear, name }) => this.listen(listener, ear, name)));
  }

  /** Takes nothing new, gives back what waits for its turn, finishes what is being handled. */
  async close(): Promise<void> {
    this.room.close();
    await Promise.all(this.closings.splice(0).map((closing) => closing()));
  }

  private async listen(listener: object, ear: Ear, name: string): Promise<void> {
    const { work, authority, log, onTurn } = this.settings;
    const consumer = await this.consumerOf(listener);
    const handling = new EventHandling({ consumer, durable: name, listener, ear, work, authority, room: this.room, turnstile: this.turnstile, log, onTurn });
    const spec: ConsumerSpec = { name, subject: eventSubject(ear.event), window, ackWaitMs };
    this.closings.push(await this.patient.consume(spec, (delivery) => handling.handle(delivery)));
  }

  /** It begins with the oldest events that are sure to be kept until it has come to them. */
  private async consumerOf(listener: object): Promise<EventConsumer> {
    const { service, background, clock } = this.settings;
    const consumer = { name: `${service}.${kebab(listener.constructor.name)}`, hears: earsOf(listener).map(({ event }) => event.typeName) };
    return { ...consumer, since: await beginningsOf(background, consumer, new Date(clock.now().getTime() - eventsKeptMs + dayMs)) };
  }

  private nameOf({ event, as }: Ear): string {
    return [this.settings.service, event.name, ...(as === undefined ? [] : [as])].join('-');
  }
}

/** `OnConsentWithdrawn` → `on-consent-withdrawn` */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
