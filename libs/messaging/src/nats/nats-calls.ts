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

/** The calling side over NATS. */
export class NatsCalls {
  constructor(private readonly link: NatsLink) {}

  request(message: Envelope, options: RequestOptions): Promise<Envelope> {
    return patiently<Envelope>(options, (settle) => {
      const inbox = this.link.listen((reply) => {
        this.link.unlisten(inbox);
        if (isNoResponders(reply)) settle.reject(noResponder(message.subject));
        else settle.resolve(envelopeOf(reply));
      });
      try {
        this.send(message, inbox);
      } catch (thrown) {
        this.link.unlisten(inbox);
        throw thrown;
      }
      return () => {
        this.link.unlisten(inbox);
        this.sayLeft(inbox);
      };
    });
  }

  async *stream(message: Envelope, options: RequestOptions): AsyncIterable<Envelope> {
    const arrived: Msg[] = [];
    let wake = () => {};
    let ended = false;
    const inbox = this.link.listen((reply) => {
      arrived.push(reply);
      wake();
    });
    try {
      this.send(message, inbox);
      for (let read = 1; ; read++) {
        if (arrived.length === 0) await patiently<void>(options, (settle) => void (wake = () => settle.resolve()));
        const reply = arrived.shift()!;
        if (isNoResponders(reply)) throw noResponder(message.subject);
        const got = envelopeOf(reply);
        ended = got.headers[frame.end] !== undefined || got.headers[frame.number] === undefined;
        if (ended && got.headers[frame.end] !== undefined) return;
        if (!ended && Number(got.headers[frame.number]) !== read) throw unavailable(new Error('a part of a streamed answer was lost'));
        if (reply.reply && read % frame.grant === 0) this.link.post({ subject: reply.reply, headers: {}, data: nothing });
        yield got;
        if (ended) return;
      }
    } finally {
      this.link.unlisten(inbox);
      if (!ended) this.sayLeft(inbox);
    }
  }

  private send(message: Envelope, reply: string): void {
    this.link.assertUp();
    this.link.post(message, reply);
  }

  private sayLeft(inbox: string): void {
    this.link.post({ subject: leavingSubject, headers: {}, data: encoder.encode(inbox) });
  }
}

function envelopeOf(message: Msg): Envelope {
  return { subject: '', headers: readHeaders(message), data: message.data };
}
