import { AppError, toAppError } from '@rapport/kernel';
import { noResponder, unavailable } from '../broker/broker-error.js';
import type { Answerer, Closing, RequestOptions } from '../broker/broker.js';
import { copyOf, type Envelope } from '../broker/envelope.js';
import { errorEnvelope } from '../broker/error-envelope.js';
import { Leaving } from '../broker/leaving.js';
import { patiently } from '../broker/patience.js';
import { Taking } from '../broker/taking.js';

interface Member {
  readonly answer: Answerer;
  readonly taking: Taking;
}
interface Queue {
  readonly members: Member[];
  turn: number;
}
interface Asked {
  readonly answer: Promise<Envelope | AsyncIterable<Envelope>>;
  readonly leaving: Leaving;
  readonly member: Member;
}

/**
 * Requests and answers inside the process: queue groups take turns, every message is copied. What was asked is handed over in the event loop's next turn, as from
 * a socket: calls that answer from memory would otherwise never let a timer fire, a deadline among them.
 */
export class RpcExchange {
  private readonly subjects = new Map<string, Map<string, Queue>>();
  private asked: (() => void)[] = [];
  private isOpen = true;

  serve(subject: string, queueName: string, answer: Answerer, graceMs: () => number): Closing {
    const queues = this.subjects.get(subject) ?? new Map<string, Queue>();
    this.subjects.set(subject, queues);
    const queue = queues.get(queueName) ?? { members: [], turn: 0 };
    queues.set(queueName, queue);
    const member: Member = { answer, taking: new Taking() };
    queue.members.push(member);
    return async () => {
      member.taking.stop();
      queue.members.splice(queue.members.indexOf(member), queue.members.includes(member) ? 1 : 0);
      if (queue.members.length === 0) queues.delete(queueName);
      if (queues.size === 0) this.subjects.delete(subject);
      await member.taking.finished(graceMs());
    };
  }

  request(message: Envelope, options: RequestOptions): Promise<Envelope> {
    return patiently(options, (settle) => {
      const all = this.ask(message);
      for (const { answer } of all) {
        answer.then(
          (given) => (isStream(given) ? settle.reject(new AppError('internal', 'INTERNAL')) : settle.resolve(copyOf(given))),
          (thrown: unknown) => settle.reject(thrown),
        );
      }
      return () => leave(all);
    });
  }

  async *stream(message: Envelope, options: RequestOptions): AsyncIterable<Envelope> {
    const all = this.ask(message);
    const [{ answer, leaving, member }] = all as [Asked];
    const first = await patiently<Envelope | AsyncIterable<Envelope>>(options, (settle) => {
      answer.then(
        (given) => settle.resolve(given),
        (thrown: unknown) => settle.reject(thrown),
      );
      return () => leave(all);
    });
    if (!isStream(first)) return yield copyOf(first);
    const frames = first[Symbol.asyncIterator]();
    const running = Promise.withResolvers<void>();
    void member.taking.add(running.promise);
    try {
      for (;;) {
        const next = await patiently<IteratorResult<Envelope>>(
          options,
          (settle) =>
            void frames.next().then(
              (value) => settle.resolve(value),
              (thrown: unknown) => settle.reject(toAppError(thrown)),
            ),
        );
        if (next.done) return;
        yield copyOf(next.value);
      }
    } finally {
      leaving.leave();
      void Promise.resolve(frames.return?.())
        .catch(() => undefined)
        .then(() => running.resolve());
    }
  }

  stop(): void {
    this.isOpen = false;
  }

  private answerLater(member: Member, message: Envelope, leaving: Leaving): Promise<Envelope | AsyncIterable<Envelope>> {
    return new Promise((resolve) => {
      if (this.asked.push(() => resolve(member.answer(message, leaving).catch(errorEnvelope))) === 1) setImmediate(() => this.handOver());
    });
  }

  private handOver(): void {
    const handed = this.asked;
    this.asked = [];
    for (const answer of handed) answer();
  }

  private ask(message: Envelope): readonly Asked[] {
    if (!this.isOpen) throw unavailable();
    const queues = this.subjects.get(message.subject);
    if (!queues) throw noResponder(message.subject);
    return [...queues.values()].map((queue) => {
      queue.turn = (queue.turn + 1) % queue.members.length;
      const member = queue.members[queue.turn]!;
      const leaving = new Leaving();
      const answer = this.answerLater(member, copyOf(message), leaving);
      void member.taking.add(answer);
      return { answer, leaving, member };
    });
  }
}

function leave(all: readonly Asked[]): void {
  for (const { leaving } of all) leaving.leave();
}

function isStream(answer: Envelope | AsyncIterable<Envelope>): answer is AsyncIterable<Envelope> {
  return Symbol.asyncIterator in answer;
}
