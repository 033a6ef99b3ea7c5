import type { Msg, Subscription } from '@nats-io/transport-node';
import type { Answerer, Closing } from '../broker/broker.js';
import type { Envelope } from '../broker/envelope.js';
import { errorEnvelope } from '../broker/error-envelope.js';
import { Leaving } from '../broker/leaving.js';
import { Taking } from '../broker/taking.js';
import { frame, leavingSubject } from './frame.js';
import type { NatsLink } from './nats-link.js';
import { readHeaders } from './wire-headers.js';

const decoder = new TextDecoder();
const nothing = new Uint8Array();

/** The serving side over NATS. */
export class NatsServing {
  private readonly callers = new Map<string, Leaving>();
  private leavers: Subscription | undefined;

  constructor(private readonly link: NatsLink) {}

  async serve(subject: string, queue: string, answer: Answerer, graceMs: () => number): Promise<Closing> {
    this.leavers ??= this.link.connection.subscribe(leavingSubject, { callback: (_, { data }) => this.callers.get(decoder.decode(data))?.leave() });
    const taking = new Taking();
    const subscription = this.link.connection.subscribe(subject, {
      queue,
      callback: (error, message) => {
        if (!error) void this.answer(message, answer, taking);
      },
    });
    await this.link.connection.flush();
    return async () => {
      await subscription.drain();
      await taking.finished(graceMs());
    };
  }

  private async answer(message: Msg, answer: Answerer, taking: Taking): Promise<void> {
    const { subject, reply, data } = message;
    if (!reply) return;
    taking.enter();
    const leaving = new Leaving();
    this.callers.set(reply, leaving);
    try {
      const given = await answer({ subject, headers: readHeaders(message), data }, leaving);
      if (Symbol.asyncIterator in given) await this.sendAll(reply, given, leaving);
      else this.send(reply, given);
    } catch (thrown) {
      this.send(reply, errorEnvelope(thrown));
    } finally {
      this.callers.delete(reply);
      taking.leave();
    }
  }

  private async sendAll(to: string, answers: AsyncIterable<Envelope>, leaving: Leaving): Promise<void> {
    let sent = 0;
    let granted: number = frame.window;
    let wake = () => {};
    leaving.signal.addEventListener('abort', () => wake());
    const grants = this.link.listen(({ reply }) => {
      if (reply) return this.send(reply, { subject: '', headers: { [frame.alive]: '1' }, data: nothing });
      granted += frame.grant;
      wake();
    });
    try {
      this.send(to, { subject: '', headers: { [frame.number]: frame.opening }, data: nothing }, grants);
      for await (const { headers, data } of answers) {
        if (leaving.hasLeft) return;
        this.send(to, { subject: '', headers: { ...headers, [frame.number]: String(++sent) }, data });
        while (sent >= granted && !leaving.hasLeft) await new Promise<void>((resolve) => (wake = resolve));
        if (leaving.hasLeft) return;
      }
      this.send(to, { subject: '', headers: { [frame.end]: '1' }, data: nothing });
    } catch (thrown) {
      this.send(to, errorEnvelope(thrown));
    } finally {
      this.link.unlisten(grants);
    }
  }

  private send(to: string, { headers, data }: Envelope, reply?: string): void {
    try {
      this.link.post({ subject: to, headers, data }, reply);
    } catch (thrown) {
      this.link.post({ ...errorEnvelope(thrown), subject: to }, reply);
    }
  }
}
