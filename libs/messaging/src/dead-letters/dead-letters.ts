import type { Broker } from '../broker/broker.js';
import { header, type Headers, type KeptEnvelope } from '../broker/envelope.js';

/** An event that a consumer gave up on. */
export interface DeadLetter {
  /** Names the letter here. */
  readonly id: string;
  readonly consumer: string;
  readonly eventId: string;
  readonly type: string;
  readonly tenant: string;
  /** `contact/<id>` */
  readonly aggregate: string;
  /** Code, reason and class of the error; never data. */
  readonly reason: string;
  readonly attempts: number;
  readonly at: Date;
  /** 32 hex digits, empty when there was no trace. */
  readonly traceId: string;
  /** SHA-256 of the event's bytes, in hex. */
  readonly hash: string;
  /** How often it was replayed before. */
  readonly replays: number;
}

/** Which letters. */
export interface LetterFilter {
  readonly consumer?: string;
  readonly type?: string;
  readonly tenant?: string;
}

/** The events that consumers gave up on: to look at, to hand out again, to throw away. */
export class DeadLetters {
  constructor(private readonly broker: Broker) {}

  /** Oldest first. */
  async *list(filter: LetterFilter = {}): AsyncIterable<DeadLetter> {
    for await (const kept of this.kept(filter)) yield letterOf(kept);
  }

  async find(id: string): Promise<DeadLetter | undefined> {
    for await (const letter of this.list()) if (letter.id === id) return letter;
    return undefined;
  }

  /** Hands one letter to its consumer again, under the event's own id. False when there is none of this id. */
  async replay(id: string): Promise<boolean> {
    for await (const kept of this.kept({})) if (kept.position === id) return this.handOut(kept);
    return false;
  }

  /** The same with all that match, in the order in which they were laid aside. Gives their number. */
  async replayAll(filter: LetterFilter = {}): Promise<number> {
    let count = 0;
    for await (const kept of this.kept(filter)) {
      await this.handOut(kept);
      count += 1;
    }
    return count;
  }

  /** Throws one letter away for good. False when there is none of this id. */
  async drop(id: string): Promise<boolean> {
    const letter = await this.find(id);
    return letter !== undefined && this.broker.discard(id);
  }

  private async *kept({ consumer, type, tenant }: LetterFilter): AsyncIterable<KeptEnvelope> {
    for await (const kept of this.broker.kept(`dead.${consumer ?? '>'}`)) {
      const fits = (!type || kept.headers[header.type] === type) && (!tenant || kept.headers[header.tenant] === tenant);
      if (fits) yield kept;
    }
  }

  private async handOut(kept: KeptEnvelope): Promise<boolean> {
    const { eventId, consumer, replays } = letterOf(kept);
    const headers: Headers = { ...eventHeaders(kept.headers), [header.onlyFor]: consumer, [header.replays]: String(replays + 1) };
    await this.broker.publish({ id: `${eventId}~${consumer}~${replays + 1}`, subject: kept.headers[header.deadSubject]!, headers, data: kept.data });
    return this.broker.discard(kept.position);
  }
}

function letterOf({ headers, position }: KeptEnvelope): DeadLetter {
  const of = (name: string) => headers[name] ?? '';
  return {
    id: position,
    consumer: of(header.deadConsumer),
    eventId: of(header.eventId),
    type: of(header.type),
    tenant: of(header.tenant),
    aggregate: of(header.aggregate),
    reason: of(header.deadReason),
    attempts: Number(of(header.deadAttempts)),
    at: new Date(of(header.deadAt)),
    traceId: of(header.traceparent).split('-')[1] ?? '',
    hash: of(header.deadHash),
    replays: Number(headers[header.replays] ?? 0),
  };
}

function eventHeaders(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('rapport-dead-') && !name.startsWith('nats-')));
}
