import type { Log } from '@rapport/kernel';
import type { StreamLife } from '@rapport/persistence';
import { unavailable } from '../broker/broker-error.js';
import { Broker, type Answerer, type Closing, type ConsumerSpec, type Delivery, type Newest, type RequestOptions, type Verdict } from '../broker/broker.js';
import { Closings } from '../broker/closings.js';
import type { Envelope, KeptEnvelope } from '../broker/envelope.js';
import type { StreamSpec } from '../broker/stream-layout.js';
import { NatsCalls } from './nats-calls.js';
import { NatsConsumer } from './nats-consumer.js';
import { NatsLife } from './nats-life.js';
import { NatsLink, type LinkSettings } from './nats-link.js';
import { NatsPublishing } from './nats-publishing.js';
import { NatsServing } from './nats-serving.js';
import { NatsStreams } from './nats-streams.js';
import { NatsWatch } from './nats-watch.js';
import { seenOf } from './stream-position.js';

/** How the installation uses NATS. */
export interface NatsSettings extends LinkSettings {
  readonly streams: readonly StreamSpec[];
  /** Servers that keep each stream: 1, or 3 in a cluster. */
  readonly replicas?: number;
}

/** The broker over NATS with JetStream. */
export class NatsBroker implements Broker {
  private readonly calls: NatsCalls;
  private readonly serving: NatsServing;
  private readonly publishing: NatsPublishing;
  private readonly watching: NatsWatch;
  private readonly closings = new Closings();
  private graceMs = 25_000;

  private constructor(
    private readonly link: NatsLink,
    private readonly streams: NatsStreams,
    private readonly log: Log,
  ) {
    this.calls = new NatsCalls(link);
    this.serving = new NatsServing(link);
    this.publishing = new NatsPublishing(this.calls, streams);
    this.watching = new NatsWatch(link, streams);
  }

  /** Connects and makes the streams that are missing. Each thing that can be wrong (no server, no JetStream, a stream of somebody else) is one sentence. */
  static async open(settings: NatsSettings): Promise<NatsBroker> {
    const link = await NatsLink.open(settings);
    try {
      const streams = await NatsStreams.open(link, settings.streams, settings.replicas ?? 1, settings.log);
      await streams.ensure();
      return new NatsBroker(link, streams, settings.log);
    } catch (thrown) {
      await link.connection.close();
      throw thrown;
    }
  }

  request(message: Envelope, options: RequestOptions): Promise<Envelope> {
    return this.calls.request(message, options);
  }

  stream(message: Envelope, options: RequestOptions): AsyncIterable<Envelope> {
    return this.calls.stream(message, options);
  }

  async serve(subject: string, queue: string, answer: Answerer): Promise<Closing> {
    return this.closings.keep(await this.serving.serve(subject, queue, answer, () => this.graceMs));
  }

  publish(message: Envelope & { readonly id: string }): Promise<void> {
    return this.publishing.publish(message);
  }

  async consume(spec: ConsumerSpec, handle: (delivery: Delivery) => Promise<Verdict>): Promise<Closing> {
    const consumer = new NatsConsumer(this.link, this.streams, spec, handle, this.log);
    await consumer.open();
    return this.closings.keep(() => consumer.close(this.graceMs));
  }

  async watch(pattern: string, after: string | undefined, see: (message: KeptEnvelope) => void): Promise<Closing> {
    return this.closings.keep(await this.watching.watch(pattern, after, see));
  }

  async lifeOf(subject: string, told: (life: StreamLife) => void): Promise<Closing> {
    return this.closings.keep(await new NatsLife(this.link, this.streams, subject, told, this.log).open());
  }

  newest(subject: string): Promise<Newest> {
    return this.streams.newest(subject);
  }

  kept(pattern: string): AsyncIterable<KeptEnvelope> {
    return this.watching.kept(pattern);
  }

  async discard(position: string): Promise<boolean> {
    const [[stream, sequence] = []] = seenOf(position);
    if (stream === undefined || sequence === undefined) return false;
    return this.streams.discard(stream, sequence);
  }

  async ping(): Promise<void> {
    this.link.assertUp();
    await this.link.connection.flush().catch((cause: unknown) => {
      throw unavailable(cause);
    });
  }

  async drain(graceMs = 25_000): Promise<void> {
    if (this.link.connection.isClosed()) return;
    this.graceMs = graceMs;
    await this.closings.endAll();
    await this.link.drain();
  }

  /** Ends it as the end of the process would: nothing is settled, nobody is told. For specs of what survives. */
  async abandon(): Promise<void> {
    this.closings.abandon();
    await this.link.connection.close();
  }
}
