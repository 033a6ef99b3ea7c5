import { isUuid, type Clock, type Log } from '@rapport/kernel';
import { BackgroundLoop, catchUp, databaseBegan, refillOutbox, type Background, type LastKept, type StreamLife } from '@rapport/persistence';
import type { Broker, Closing } from '../broker/broker.js';
import { header, type KeptEnvelope } from '../broker/envelope.js';
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

const looksEveryMs = 5000;

/**
 * Keeps a stream and the outbox that fills it at one, when either of them was lost. A stream that was made anew, at the start, after a reconnection or while the process
 * runs, is given all that it would still keep. A database that came back from a backup is given back the effects that it forgot. Who handled an event before does not do so twice.
 */
export class OutboxRefill {
  private readonly loop: BackgroundLoop;
  private closing: Closing | undefined;
  private life: StreamLife | undefined;
  private comparing: Promise<void> | undefined;
  private began = '';

  constructor(private readonly settings: RefillSettings) {
    this.loop = new BackgroundLoop({ name: 'outbox-refill', step: () => this.step(), restMs: looksEveryMs, log: settings.log });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.closing?.();
    this.closing = undefined;
  }

  /** Resolves once the stream was compared with a database that began then. To be awaited before anything of it is published. */
  async inDatabase(began: string): Promise<void> {
    // A look that is under way may be at the database as it was before.
    while (this.began !== began) {
      this.comparing ??= this.compare(began).finally(() => (this.comparing = undefined));
      await this.comparing;
    }
  }

  private async step(): Promise<boolean> {
    const { background, broker, subject, log } = this.settings;
    await this.inDatabase(await databaseBegan(background));
    this.closing ??= await broker.lifeOf(subject, (life) => this.isIn(life));
    const { life } = this;
    if (!life) return false;
    this.life = undefined;
    const count = await refillOutbox(background, life, this.keptSince()).catch((thrown: unknown) => {
      this.life ??= life;
      throw thrown;
    });
    if (count > 0) log.warn('outbox-goes-out-again', { stream: life.stream, count });
    return false;
  }

  private async compare(began: string): Promise<void> {
    const { background, broker, subject, log } = this.settings;
    const { stream, message } = await broker.newest(subject);
    const { isOlder, count } = await catchUp(background, { stream, began, last: message && this.lastKept(message), since: this.keptSince() });
    if (isOlder) log.warn('database-older-than-broker', { stream, count });
    this.began = began;
  }

  /** The event of a message that the outbox must still know. */
  private lastKept({ headers }: KeptEnvelope): LastKept | undefined {
    const { [header.tenant]: tenant, [header.at]: at = '', [header.messageId]: messageId = '', [header.eventId]: id = messageId } = headers;
    return tenant !== undefined && isUuid(id) && new Date(at) > this.keptSince() ? { tenant, id } : undefined;
  }

  private keptSince(): Date {
    return new Date(this.settings.clock.now().getTime() - eventsKeptMs);
  }

  private isIn(life: StreamLife): void {
    this.life = life;
    this.loop.wake();
  }
}
