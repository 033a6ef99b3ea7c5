import type { DatabaseSync } from 'node:sqlite';
import type { StreamLife } from '@rapport/persistence';
import { tooLarge, unavailable } from '../broker/broker-error.js';
import { Broker, type Answerer, type Closing, type ConsumerSpec, type Delivery, type Newest, type RequestOptions, type Verdict } from '../broker/broker.js';
import { Closings } from '../broker/closings.js';
import { copyOf, type Envelope, type KeptEnvelope } from '../broker/envelope.js';
import { streamFor, type StreamSpec } from '../broker/stream-layout.js';
import { matches } from '../broker/subject-match.js';
import { CommitGroup } from './commit-group.js';
import { DurableConsumer } from './durable-consumer.js';
import { openDurableFile } from './durable-file.js';
import { DurableLog } from './durable-log.js';
import { DurableWatch } from './durable-watch.js';
import { RpcExchange } from './rpc-exchange.js';

const sweepMs = 3_600_000;
const page = 200;

/** What the in-process broker needs to know. */
export interface InProcessSettings {
  /** The file that keeps the streams, or `:memory:`. */
  readonly file: string;
  readonly streams: readonly StreamSpec[];
  /** The largest message carried, in bytes of data; 1 MiB when left out, as on NATS. */
  readonly maxBytes?: number;
}

/** The broker when none is set: requests in memory, streams in one SQLite file. For one process. */
export class InProcessBroker implements Broker {
  private readonly exchange = new RpcExchange();
  private readonly file: DatabaseSync;
  private readonly log: DurableLog;
  private readonly group: CommitGroup;
  private readonly consumers = new Set<DurableConsumer>();
  private readonly watches = new Set<DurableWatch>();
  private readonly closings = new Closings();
  private readonly sweeping: NodeJS.Timeout;
  private readonly maxBytes: number;
  private graceMs = 25_000;
  private isOpen = true;

  constructor(private readonly settings: InProcessSettings) {
    this.maxBytes = settings.maxBytes ?? 1_048_576;
    this.file = openDurableFile(settings.file);
    this.log = new DurableLog(this.file);
    this.group = new CommitGroup(this.file);
    this.sweep();
    this.sweeping = setInterval(() => this.sweep(), sweepMs).unref();
  }

  async request(message: Envelope, options: RequestOptions): Promise<Envelope> {
    this.weigh(message);
    return this.exchange.request(message, options);
  }

  async *stream(message: Envelope, options: RequestOptions): AsyncIterable<Envelope> {
    this.weigh(message);
    yield* this.exchange.stream(message, options);
  }

  async serve(subject: string, queue: string, answer: Answerer): Promise<Closing> {
    const closing = this.exchange.serve(subject, queue, answer, () => this.graceMs);
    return this.closings.keep(closing);
  }

  async publish(message: Envelope & { readonly id: string }): Promise<void> {
    this.weigh(message);
    const { name } = streamFor(this.settings.streams, message.subject);
    const own = { ...copyOf(message), id: message.id };
    await this.group.write(() => {
      const kept = this.log.append(name, own);
      if (kept) this.group.after(() => this.tell(kept));
    });
  }

  async consume(spec: ConsumerSpec, handle: (delivery: Delivery) => Promise<Verdict>): Promise<Closing> {
    if (!this.isOpen) throw unavailable();
    await this.group.write(() => this.log.enrol(spec.name, spec.subject));
    const consumer = new DurableConsumer(this.log, this.group, spec, handle);
    this.consumers.add(consumer);
    consumer.wake();
    return this.closings.keep(async () => {
      this.consumers.delete(consumer);
      await consumer.close(this.graceMs);
    });
  }

  async watch(pattern: string, after: string | undefined, see: (message: KeptEnvelope) => void): Promise<Closing> {
    if (!this.isOpen) throw unavailable();
    const last = this.log.last();
    const wanted = after === undefined ? last : Number(after);
    const watch = new DurableWatch(this.log, pattern, wanted >= 0 && wanted <= last ? wanted : 0, (message) =>
      see({ ...copyOf(message), position: message.position }),
    );
    this.watches.add(watch);
    return this.closings.keep(async () => {
      this.watches.delete(watch);
      watch.close();
    });
  }

  /** The file lives as long as it is not thrown away, and nobody can do that while it is open. */
  async lifeOf(subject: string, told: (life: StreamLife) => void): Promise<Closing> {
    if (!this.isOpen) throw unavailable();
    told({ stream: streamFor(this.settings.streams, subject).name, life: this.log.life() });
    return async () => undefined;
  }

  async newest(subject: string): Promise<Newest> {
    if (!this.isOpen) throw unavailable();
    const { name } = streamFor(this.settings.streams, subject);
    const message = this.log.newest(name);
    return { stream: name, ...(message && { message }) };
  }

  async *kept(pattern: string): AsyncIterable<KeptEnvelope> {
    const last = this.log.last();
    for (let cursor = 0; ;) {
      const found = this.log.after(cursor, pattern, page);
      for (const message of found) {
        cursor = Number(message.position);
        if (cursor > last) return;
        if (matches(pattern, message.subject)) yield message;
      }
      if (found.length < page) return;
    }
  }

  async discard(position: string): Promise<boolean> {
    let was = false;
    await this.group.write(() => {
      was = this.log.remove(position);
    });
    return was;
  }

  async ping(): Promise<void> {
    if (!this.isOpen) throw unavailable();
  }

  async drain(graceMs = 25_000): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.graceMs = graceMs;
    clearInterval(this.sweeping);
    await this.closings.endAll();
    this.exchange.stop();
    this.group.flush();
    this.file.close();
  }

  /** Ends it as the end of the process would: what is not committed is gone, nobody is told. For specs of what survives. */
  abandon(): void {
    this.isOpen = false;
    clearInterval(this.sweeping);
    this.closings.abandon();
    for (const consumer of this.consumers) void consumer.close(0);
    this.file.close();
  }

  private tell(kept: KeptEnvelope): void {
    for (const consumer of this.consumers) if (matches(consumer.spec.subject, kept.subject)) consumer.wake();
    for (const watch of this.watches) watch.came(kept);
  }

  private weigh(message: Envelope): void {
    if (message.data.length > this.maxBytes) throw tooLarge(this.maxBytes);
  }

  private sweep(): void {
    void this.group
      .write(() => {
        for (const { name, keepMs } of this.settings.streams) this.log.forget(name, Date.now() - keepMs);
        this.log.tidy();
      })
      .catch(() => undefined);
  }
}
