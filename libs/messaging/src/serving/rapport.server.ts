import { create, toBinary, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { ownerOf } from '@rapport/contracts';
import type { AnswerNotes } from '@rapport/kernel';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Broker, Closing } from '../broker/broker.js';
import { header, type Envelope, type Headers } from '../broker/envelope.js';
import type { ServedExtras } from './serves.decorator.js';
import { isStreamed, servedMethod, type Reply, type ServingCall } from './serving-call.js';
import { around, servingChain, type ServingNeeds } from './serving-chain.js';

/**
 * Nest's transport over the broker: every class that `@Serves` a contract answers its subjects in the queue of its service.
 * One for each Nest context; all may share one broker. Closing it takes nothing new and finishes what is in flight.
 */
export class RapportServer extends Server implements CustomTransportStrategy {
  private closings: readonly Closing[] = [];

  constructor(
    private readonly broker: Broker,
    private readonly needs: ServingNeeds,
  ) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.serveAll().then(() => callback(), callback);
  }

  async close(): Promise<void> {
    await Promise.all(this.closings.map((closing) => closing()));
    this.closings = [];
  }

  on(): void {
    throw new Error('this transport has no events of its own; ask the broker');
  }

  unwrap<T>(): T {
    return this.broker as T;
  }

  private async serveAll(): Promise<void> {
    const layers = servingChain(this.needs);
    const started = [...this.messageHandlers].map(([subject, handler]) => {
      const { method } = handler.extras as ServedExtras;
      const rpc = servedMethod(method);
      const serve = around(layers, answerWith(handler, method.output));
      return this.broker.serve(subject, ownerOf(method.parent), (message, leaving) => serve({ rpc, message, leaving, trace: {}, deadline: new Date() }));
    });
    this.closings = await Promise.all(started);
  }
}

function answerWith(handler: MessageHandler, output: DescMessage): (call: ServingCall) => Promise<Reply> {
  return async ({ request, context }) => {
    let answer: unknown = await handler(context, request);
    if (isObservable(answer)) answer = await lastValueFrom(answer);
    return isStreamed(answer as object) ? encodeAll(output, answer as AsyncIterable<object>) : encode(output, answer as object, context?.notes);
  };
}

function encode(output: DescMessage, answer: object, notes: AnswerNotes = {}): Envelope {
  return { subject: '', headers: noteHeaders(notes), data: toBinary(output, create(output, answer as MessageInitShape<DescMessage>)) };
}

async function* encodeAll(output: DescMessage, answers: AsyncIterable<object>): AsyncIterable<Envelope> {
  for await (const answer of answers) yield encode(output, answer);
}

function noteHeaders({ replayed, created }: AnswerNotes): Headers {
  return { ...(replayed && { [header.replayed]: '1' }), ...(created && { [header.created]: '1' }) };
}
