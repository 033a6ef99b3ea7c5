import type { Msg } from '@nats-io/transport-node';
import { noResponder } from '../broker/broker-error.js';
import type { RequestOptions } from '../broker/broker.js';
import type { Envelope } from '../broker/envelope.js';
import { patiently } from '../broker/patience.js';
import { leavingSubject } from './frame.js';
import { isNoResponders, type NatsLink } from './nats-link.js';
import { NatsReading } from './nats-reading.js';
import { readHeaders } from './wire-headers.js';

const encoder = new TextEncoder();

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

  stream(message: Envelope, options: RequestOptions): AsyncIterable<Envelope> {
    return new NatsReading(this.link, message, options).all();
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
