import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  jetstreamManager,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Log } from '@rapport/kernel';
import type { StreamLife } from '@rapport/persistence';
import type { ConsumerSpec } from '../broker/broker.js';
import { streamFor, type StreamSpec } from '../broker/stream-layout.js';
import type { NatsLink } from './nats-link.js';

const duplicateWindowMs = 120_000;
const mostUnsettled = 2000;

/** Makes the streams and durable consumers that the installation needs, again whenever they are gone. */
export class NatsStreams {
  private making: Promise<void> | undefined;
  private readonly whenMade = new Set<() => void>();

  private constructor(
    readonly jsm: JetStreamManager,
    readonly specs: readonly StreamSpec[],
    private readonly replicas: number,
    private readonly log: Log,
  ) {}

  static async open(link: NatsLink, specs: readonly StreamSpec[], replicas: number, log: Log): Promise<NatsStreams> {
    const jsm = await jetstreamManager(link.connection, { checkAPI: true }).catch((cause: unknown) => {
      throw new Error('NATS was reached, but JetStream is off there: start the server with JetStream', { cause });
    });
    return new NatsStreams(jsm, specs, replicas, log);
  }

  /** Makes what is missing. Throws when a stream of the name keeps other subjects: then it is somebody else's. */
  ensure(): Promise<void> {
    this.making ??= Promise.all(this.specs.map((spec) => this.ensureStream(spec)))
      .then(() => undefined)
      .finally(() => (this.making = undefined));
    return this.making;
  }

  /** Makes the durable consumer, or finds it. Gives the name of its stream. */
  async ensureConsumer({ name, subject, window, ackWaitMs }: ConsumerSpec): Promise<string> {
    const stream = streamFor(this.specs, subject).name;
    await this.jsm.consumers.add(stream, {
      durable_name: name,
      filter_subject: subject,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ackWaitMs),
      max_deliver: -1,
      max_ack_pending: Math.max(mostUnsettled, window),
    });
    return stream;
  }

  /** Runs whenever a stream was made here. */
  onMade(then: () => void): () => void {
    this.whenMade.add(then);
    return () => this.whenMade.delete(then);
  }

  /** The stream of a subject, and when it was made, which tells its lives apart. */
  async lifeOf(subject: string): Promise<StreamLife> {
    const { name } = streamFor(this.specs, subject);
    return { stream: name, life: (await this.jsm.streams.info(name)).created };
  }

  private async ensureStream(spec: StreamSpec): Promise<void> {
    const found = await this.find(spec.name);
    if (!found) return this.make(spec);
    const { subjects } = found;
    if ([...subjects].sort().join() !== [...spec.subjects].sort().join()) {
      throw new Error(
        `the stream ${spec.name} exists on NATS and keeps ${subjects.join(', ')}, not ${spec.subjects.join(', ')}: rename or remove it, or use another NATS account`,
      );
    }
    if (found.num_replicas !== this.replicas || found.max_age !== nanos(spec.keepMs)) await this.jsm.streams.update(spec.name, this.changeable(spec));
  }

  private async find(name: string): Promise<StreamConfig | undefined> {
    try {
      return (await this.jsm.streams.info(name)).config;
    } catch (thrown) {
      if (thrown instanceof JetStreamApiError && thrown.code === JetStreamApiCodes.StreamNotFound) return undefined;
      throw thrown;
    }
  }

  private async make(spec: StreamSpec): Promise<void> {
    await this.jsm.streams.add({
      name: spec.name,
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      discard: DiscardPolicy.Old,
      duplicate_window: nanos(duplicateWindowMs),
      ...this.changeable(spec),
    });
    this.log.info('stream-made', { stream: spec.name });
    for (const then of this.whenMade) then();
  }

  private changeable({ subjects, keepMs }: StreamSpec) {
    return { subjects: [...subjects], max_age: nanos(keepMs), num_replicas: this.replicas };
  }
}
