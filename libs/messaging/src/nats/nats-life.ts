import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@rapport/kernel';
import type { StreamLife } from '@rapport/persistence';
import type { Closing } from '../broker/broker.js';
import type { NatsLink } from './nats-link.js';
import type { NatsStreams } from './nats-streams.js';

/** Follows the life of one stream: looks again when it was made here, and when the connection is back, since meanwhile anything may have become of it. */
export class NatsLife {
  private isOpen = true;
  private looking = false;
  private lookAgain = false;

  constructor(
    private readonly link: NatsLink,
    private readonly streams: NatsStreams,
    private readonly subject: string,
    private readonly told: (life: StreamLife) => void,
    private readonly log: Log,
  ) {}

  async open(): Promise<Closing> {
    this.told(await this.streams.lifeOf(this.subject));
    const ends = [this.link.onBack(() => void this.look()), this.streams.onMade(() => void this.look())];
    return async () => {
      this.isOpen = false;
      for (const end of ends) end();
    };
  }

  private async look(): Promise<void> {
    this.lookAgain = true;
    if (this.looking) return;
    this.looking = true;
    for (let attempt = 1; this.lookAgain && this.isOpen && !this.link.connection.isClosed(); attempt++) {
      this.lookAgain = false;
      await this.once().catch(async (thrown: unknown) => {
        this.lookAgain = true;
        this.log.warn('stream-not-seen', { attempt, reason: thrown instanceof Error ? thrown.name : 'unknown' });
        await pause(Math.min(attempt * 500, 5000));
      });
    }
    this.looking = false;
  }

  private async once(): Promise<void> {
    await this.streams.ensure();
    const life = await this.streams.lifeOf(this.subject);
    if (this.isOpen) this.told(life);
  }
}
