import type { Clock, Log } from '@rapport/kernel';
import { BackgroundLoop, refillOutbox, type Background, type StreamLife } from '@rapport/persistence';
import type { Broker, Closing } from '../broker/broker.js';
import { eventsKeptMs } from '../broker/stream-layout.js';

/** Whose outbox is refilled from, and which stream. */
export interface RefillSettings {
  readonly background: Background;
  readonly broker: Broker;
  /** A subject of the stream that the outbox is published to. */
  readonly subject: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Publishes a service's events again when the stream that they went to was lost: at the start, after a reconnection, and when the stream was made anew while the
 * process runs. All that the stream would still keep goes out again; who handled an event before does not do so twice.
 */
export class OutboxRefill {
  private readonly loop: BackgroundLoop;
  private closing: Closing | undefined;
  private life: StreamLife | undefined;

  constructor(private readonly settings: RefillSettings) {
    this.loop = new BackgroundLoop({ name: 'outbox-refill', step: () => this.step(), restMs: 3_600_000, log: settings.log });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.closing?.();
    this.closing = undefined;
  }

  /** Until it is told of another life there is nothing to do. */
  private async step(): Promise<boolean> {
    const { background, broker, subject, clock, log } = this.settings;
    this.closing ??= await broker.lifeOf(subject, (life) => this.isIn(life));
    const { life } = this;
    if (!life) return false;
    const count = await refillOutbox(background, life, new Date(clock.now().getTime() - eventsKeptMs));
    if (count > 0) log.warn('outbox-goes-out-again', { stream: life.stream, count });
    return false;
  }

  private isIn(life: StreamLife): void {
    this.life = life;
    this.loop.wake();
  }
}
