import type { Msg } from '@nats-io/transport-node';
import { noResponder, unavailable } from '../broker/broker-error.js';
import type { RequestOptions } from '../broker/broker.js';
import type { Envelope } from '../broker/envelope.js';
import { patiently } from '../broker/patience.js';
import { frame, leavingSubject } from './frame.js';
import { isNoResponders, type NatsLink } from './nats-link.js';
import { readHeaders } from './wire-headers.js';

const encoder = new TextEncoder();
const nothing = new Uint8Array();

/**
 * A streamed answer as its caller reads it. While it is silent the sender is asked for a sign of life: a process that died is told by the broker at once,
 * one that does not answer for long is given up.
 */
export class NatsReading {
  private readonly arrived: Msg[] = [];
  private readonly inbox: string;
  private sender: string | undefined;
  private wake = () => {};
  private pulse: NodeJS.Timeout | undefined;
  private silentFor = 0;
  private read = 0;
  private ended = false;

  constructor(
    private readonly link: NatsLink,
    private readonly message: Envelope,
    private readonly options: RequestOptions,
  ) {
    this.inbox = link.listen((reply) => this.came(reply));
  }

  async *all(): AsyncIterable<Envelope> {
    try {
      this.link.assertUp();
      this.link.post(this.message, this.inbox);
      for (let next = await this.next(); next; next = await this.next()) {
        yield next;
        if (this.ended) return;
      }
    } finally {
      clearInterval(this.pulse);
      this.link.unlisten(this.inbox);
      if (!this.ended) this.link.post({ subject: leavingSubject, headers: {}, data: encoder.encode(this.inbox) });
    }
  }

  /** The next part; nothing at the end. */
  private async next(): Promise<Envelope | undefined> {
    for (;;) {
      if (this.arrived.length === 0) await patiently<void>(this.options, (settle) => void (this.wake = () => settle.resolve()));
      const reply = this.arrived.shift();
      if (!reply) throw this.gone('the serving process does not answer');
      if (isNoResponders(reply)) throw this.sender === undefined ? noResponder(this.message.subject) : this.gone('the serving process is gone');
      const headers = readHeaders(reply);
      if (headers[frame.number] === frame.opening) this.opened(reply);
      else return this.part({ subject: '', headers, data: reply.data });
    }
  }

  private part(got: Envelope): Envelope | undefined {
    const { [frame.end]: end, [frame.number]: number } = got.headers;
    this.ended = end !== undefined || number === undefined;
    if (end !== undefined) return undefined;
    this.read += 1;
    if (this.ended) return got;
    if (Number(number) !== this.read) throw unavailable(new Error('a part of a streamed answer was lost'));
    if (this.sender !== undefined && this.read % frame.grant === 0) this.link.post({ subject: this.sender, headers: {}, data: nothing });
    return got;
  }

  private opened({ reply }: Msg): void {
    this.sender = reply;
    this.pulse = setInterval(() => this.beat(), frame.beatMs).unref();
  }

  private came(reply: Msg): void {
    this.silentFor = 0;
    if (reply.data.length === 0 && readHeaders(reply)[frame.alive] !== undefined) return;
    this.arrived.push(reply);
    this.wake();
  }

  /** Asks for a sign of life, unless something came since it was asked last. */
  private beat(): void {
    this.silentFor += 1;
    if (this.silentFor > frame.silentBeats) this.wake();
    else if (this.silentFor > 1 && this.arrived.length === 0) this.link.post({ subject: this.sender!, headers: {}, data: nothing }, this.inbox);
  }

  private gone(why: string): Error {
    return unavailable(new Error(why));
  }
}
