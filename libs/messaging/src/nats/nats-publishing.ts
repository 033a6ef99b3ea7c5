import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@rapport/kernel';
import { unavailable } from '../broker/broker-error.js';
import { header, type Envelope } from '../broker/envelope.js';
import { streamFor } from '../broker/stream-layout.js';
import type { NatsCalls } from './nats-calls.js';
import type { NatsStreams } from './nats-streams.js';

const ackMs = 5000;
const tries = 4;
const decoder = new TextDecoder();

interface PubAck {
  readonly stream?: string;
  readonly error?: { readonly code: number; readonly description: string };
}

/** Hands messages to their streams and waits until they are kept. A stream that is gone is made anew. */
export class NatsPublishing {
  constructor(
    private readonly calls: NatsCalls,
    private readonly streams: NatsStreams,
  ) {}

  async publish({ id, subject, headers, data }: Envelope & { readonly id: string }): Promise<void> {
    const { name } = streamFor(this.streams.specs, subject);
    const message = { subject, data, headers: { ...headers, [header.messageId]: id, 'nats-expected-stream': name } };
    for (let attempt = 1; ; attempt++) {
      const problem = await this.hand(message).then(() => undefined, asError);
      if (problem === undefined) return;
      if (attempt === tries || !isPassing(problem)) throw problem;
      if (isGone(problem)) await this.streams.ensure().catch(() => undefined);
      await pause(attempt * 150);
    }
  }

  private async hand(message: Envelope): Promise<void> {
    const reply = await this.calls.request(message, { deadline: new Date(Date.now() + ackMs) });
    const { error } = JSON.parse(decoder.decode(reply.data)) as PubAck;
    if (error) throw unavailable(new Error(`${error.code} ${error.description}`));
  }
}

function isPassing(problem: unknown): boolean {
  return problem instanceof AppError && (problem.code === 'unavailable' || problem.code === 'deadline');
}

function isGone(problem: unknown): boolean {
  return problem instanceof AppError && problem.reason === 'NO_RESPONDER';
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
