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
import { NotYet, type Log } from '@rapport/kernel';
import type { StreamLife } from '@rapport/persistence';
import { unavailable } from '../broker/broker-error.js';
import type { ConsumerSpec, Newest } from '../broker/broker.js';
import { streamFor, type StreamSpec } from '../broker/stream-layout.js';
import type { NatsLink } from './nats-link.js';
import { readSlowly } from './wire-headers.js';

const duplicateWindowMs = 120_000;
const mostUnsettled = 2000;
/** Of NATS: replicas asked of a server without a cluster; no peers for them; no leader yet. */
const alone = 10_074;
const tooFew = [10_005, 10_008, 10_009];
/** A message that cannot be deleted because there is none. */
const noMessage = 10_057;

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
      if (isOff(cause)) throw new Error('NATS_URL: the server was reached, but JetStream is off there; start it with JetStream.', { cause });
      throw new NotYet('NATS_URL: the server was reached, but its JetStream does not answer; in a cluster, most servers must be up.', { cause });
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

  /** The stream of a subject and the newest message that it keeps. */
  async newest(subject: string): Promise<Newest> {
    const { name, subjects } = streamFor(this.specs, subject);
    const look = (pattern: string) => unlessGone(this.jsm.streams.getMessage(name, { last_by_subj: pattern }));
    const last = (await Promise.all(subjects.map(look))).filter((one) => one !== null && one !== undefined).sort((a, b) => b.seq - a.seq)[0];
    if (!last) return { stream: name };
    return {
      stream: name,
      message: { subject: last.subject, headers: readSlowly({ headers: last.header }), data: last.data, position: `${name}:${last.seq}` },
    };
  }

  /** Removes a message; false when it was not there. */
  async discard(stream: string, sequence: number): Promise<boolean> {
    return this.jsm.streams.deleteMessage(stream, sequence, false).catch((thrown: unknown) => {
      if (thrown instanceof JetStreamApiError && [noMessage, JetStreamApiCodes.StreamNotFound].includes(thrown.code)) return false;
      throw unavailable(thrown);
    });
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
    return (await unlessGone(this.jsm.streams.info(name)))?.config;
  }

  private async make(spec: StreamSpec): Promise<void> {
    await this.jsm.streams
      .add({
        name: spec.name,
        retention: RetentionPolicy.Limits,
        storage: StorageType.File,
        discard: DiscardPolicy.Old,
        duplicate_window: nanos(duplicateWindowMs),
        ...this.changeable(spec),
      })
      .catch((thrown: unknown) => {
        throw this.notMade(spec.name, thrown);
      });
    this.log.info('stream-made', { stream: spec.name });
    for (const then of this.whenMade) then();
  }

  /** A stream that a server does not make: for want of other servers, or for a reason that it names. */
  private notMade(name: string, thrown: unknown): unknown {
    if (!(thrown instanceof JetStreamApiError)) return thrown;
    const { code, message } = thrown;
    if (code === alone)
      return new Error(`NATS_REPLICAS is ${this.replicas}, but NATS_URL is a single server; set it to 1, or use a cluster.`, { cause: thrown });
    const words = `NATS_URL: the stream ${name} cannot be made with NATS_REPLICAS=${this.replicas} (${message})`;
    return tooFew.includes(code)
      ? new NotYet(`${words}; most servers of the cluster must be up.`, { cause: thrown })
      : new Error(`${words}.`, { cause: thrown });
  }

  private changeable({ subjects, keepMs }: StreamSpec) {
    return { subjects: [...subjects], max_age: nanos(keepMs), num_replicas: this.replicas };
  }
}

/** What is asked of a stream; nothing when there is no such stream. */
function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((thrown: unknown) => {
    if (thrown instanceof JetStreamApiError && thrown.code === JetStreamApiCodes.StreamNotFound) return undefined;
    throw thrown;
  });
}

/** The library has a class for it and does not export it. */
function isOff(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'JetStreamNotEnabled';
}
