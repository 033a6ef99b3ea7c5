import { setTimeout as pause } from 'node:timers/promises';
import { createInbox, nanos, type Msg, type Subscription } from '@nats-io/transport-node';
import type { Log } from '@rapport/kernel';
import type { ConsumerSpec, Delivery, Verdict } from '../broker/broker.js';
import { header } from '../broker/envelope.js';
import { Taking } from '../broker/taking.js';
import type { NatsLink } from './nats-link.js';
import type { NatsStreams } from './nats-streams.js';
import { readHeaders } from './wire-headers.js';

const pullMs = 20_000;
const encoder = new TextEncoder();
const done = encoder.encode('+ACK');
const dropped = encoder.encode('+TERM');
const alive = encoder.encode('+WPI');

/** One listener of a durable consumer. Asks the server for as many messages as there is room for, so that none waits here while its time runs out. */
export class NatsConsumer {
  private readonly taking = new Taking();
  private readonly unsettled = new Set<string>();
  private readonly inbox = createInbox();
  private readonly subscription: Subscription;
  private readonly pulse: NodeJS.Timeout;
  private readonly notBack: () => void;
  private asked = 0;
  private askedUntil = 0;
  private stream = '';
  private making = false;

  constructor(
    private readonly link: NatsLink,
    private readonly streams: NatsStreams,
    private readonly spec: ConsumerSpec,
    private readonly handle: (delivery: Delivery) => Promise<Verdict>,
    private readonly log: Log,
  ) {
    // Its own, for what is delivered keeps the event's subject and could not be told apart in the shared one.
    this.subscription = link.connection.subscribe(this.inbox, { callback: (_, message) => this.came(message) });
    this.notBack = link.onBack(() => void this.start());
    this.pulse = setInterval(() => this.beat(), Math.min(spec.ackWaitMs / 3, pullMs / 4)).unref();
  }

  /** Makes the consumer where it is missing and begins; throws when that fails. */
  async open(): Promise<void> {
    this.stream = await this.streams.ensureConsumer(this.spec);
    this.asked = 0;
    this.ask();
  }

  /** Takes nothing new; what came too late for that goes back at once. Resolves when the rest is settled, or after the grace. */
  async close(graceMs: number): Promise<void> {
    this.taking.stop();
    this.notBack();
    await this.link.connection.flush().catch(() => undefined);
    await this.taking.finished(graceMs);
    clearInterval(this.pulse);
    if (!this.link.connection.isClosed()) this.subscription.unsubscribe();
  }

  /** Begins anew after the consumer or the connection was lost; tries until it can. */
  private async start(): Promise<void> {
    if (this.making || !this.taking.isOpen) return;
    this.making = true;
    for (let attempt = 1; this.taking.isOpen && !this.link.connection.isClosed(); attempt++) {
      const problem = await this.streams
        .ensure()
        .then(() => this.open())
        .catch((thrown: unknown) => thrown ?? true);
      if (!problem) break;
      this.log.error('consumer-not-made', problem, { consumer: this.spec.name, attempt });
      await pause(Math.min(attempt * 500, 5000));
    }
    this.making = false;
  }

  private ask(): void {
    const room = this.spec.window - this.unsettled.size - this.asked;
    if (!this.taking.isOpen || this.link.connection.isClosed() || room < Math.min(this.spec.window / 2, 32)) return;
    const request = { batch: room, expires: nanos(pullMs) };
    this.asked += room;
    this.askedUntil = Date.now() + pullMs * 1.5;
    this.link.connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${this.stream}.${this.spec.name}`, encoder.encode(JSON.stringify(request)), { reply: this.inbox });
  }

  private came(message: Msg): void {
    if (!message.reply?.startsWith('$JS.ACK.')) return this.told(message);
    this.asked = Math.max(0, this.asked - 1);
    if (!this.taking.isOpen) return this.settle(message.reply, { kind: 'again', afterMs: 0 });
    void this.taking.add(this.deliver(message, message.reply));
    this.ask();
  }

  /** A word of the server: a request of ours ended early, or the consumer is gone. */
  private told({ headers }: Msg): void {
    if (headers?.code === 503 || /deleted|leadership|shutdown/i.test(headers?.description ?? '')) return void this.start();
    this.asked = Math.max(0, this.asked - Number(headers?.get('Nats-Pending-Messages') || this.asked));
    this.ask();
  }

  private async deliver(message: Msg, ack: string): Promise<void> {
    this.unsettled.add(ack);
    const verdict = await this.handle(deliveryOf(message, ack)).catch((): Verdict => ({ kind: 'again', afterMs: 1000 }));
    this.unsettled.delete(ack);
    this.settle(ack, verdict);
    this.ask();
  }

  private settle(ack: string, verdict: Verdict): void {
    if (this.link.connection.isClosed()) return;
    const word = verdict.kind === 'done' ? done : verdict.kind === 'dropped' ? dropped : encoder.encode(`-NAK {"delay": ${nanos(verdict.afterMs)}}`);
    this.link.post({ subject: ack, headers: {}, data: word });
  }

  private beat(): void {
    if (this.link.connection.isClosed()) return;
    for (const ack of this.unsettled) this.link.connection.publish(ack, alive);
    if (this.asked > 0 && Date.now() > this.askedUntil) this.asked = 0;
    this.ask();
  }
}

/** `$JS.ACK.<stream>.<consumer>.<attempt>.<sequence>…`, on newer servers with domain and account before the stream. */
function deliveryOf(message: Msg, ack: string): Delivery {
  const words = ack.split('.');
  const at = words.length > 9 ? 4 : 2;
  const headers = readHeaders(message);
  const position = `${words[at]}:${words[at + 3]}`;
  return { subject: message.subject, headers, data: message.data, position, id: headers[header.messageId] ?? position, attempt: Number(words[at + 2]) };
}
