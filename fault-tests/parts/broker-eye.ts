import { events } from '@rapport/contracts';
import { silentLog } from '@rapport/kernel';
import { DeadLetters, header, NatsBroker, streamsOf, type Broker, type KeptEnvelope } from '@rapport/messaging';
import { until } from '@rapport/testing';

const ledMs = 60_000;

/** Looks into a broker past every wire, with a connection of its own for each look. */
export class BrokerEye {
  constructor(
    private readonly url: string,
    private readonly replicas: number,
  ) {}

  /** Ids of the events that it keeps. */
  async eventIds(): Promise<ReadonlySet<string>> {
    return new Set((await this.kept('event.>')).map(({ headers }) => headers[header.eventId] ?? headers[header.messageId] ?? ''));
  }

  /** Every message under a pattern, oldest first. */
  kept(pattern: string): Promise<KeptEnvelope[]> {
    return this.with(async (broker) => {
      const found: KeptEnvelope[] = [];
      for await (const message of broker.kept(pattern)) found.push(message);
      return found;
    });
  }

  deadLetters(): Promise<number> {
    return this.kept('dead.>').then(({ length }) => length);
  }

  /** Hands every dead letter out again; answers how many. */
  replayDead(): Promise<number> {
    return this.with((broker) => new DeadLetters(broker).replayAll());
  }

  async with<T>(use: (broker: Broker) => Promise<T>): Promise<T> {
    const settings = { url: this.url, replicas: this.replicas, name: 'fault-tests', streams: streamsOf(events), log: silentLog };
    // A cluster that was just joined again may still be without a leader.
    const broker = await until('the broker can be looked into', () => NatsBroker.open(settings), ledMs);
    try {
      return await use(broker);
    } finally {
      await broker.drain(1000);
    }
  }
}
