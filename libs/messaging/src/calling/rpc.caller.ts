import { fromBinary, toBinary, type DescMethodServerStreaming, type DescMethodUnary, type Message } from '@bufbuild/protobuf';
import { rpcName, rpcSubject } from '@rapport/contracts';
import { assertOutsideWork, type AnswerNotes, type CallContext } from '@rapport/kernel';
import { continueTrace, traceHeaders, withSpan } from '@rapport/telemetry';
import type { Broker } from '../broker/broker.js';
import { header, type Envelope, type Headers } from '../broker/envelope.js';
import { errorOf } from '../broker/error-envelope.js';
import type { Authority } from '../serving/authority.js';

/** What a call to another service needs of the call at hand; any `CallContext` is one. */
export type OutgoingCall = Pick<CallContext, 'principal' | 'locale' | 'trace' | 'deadline' | 'signal'> & { readonly idempotencyKey?: string };

/** An answer and what the serving side noted beside it. */
export interface Answered {
  readonly answer: Message;
  readonly notes: AnswerNotes;
}

/**
 * Calls any rpc of any contract, as the principal of the call at hand, in its trace, within its deadline. Throws the `AppError` that the
 * other side answered, or that of the broker. Refuses inside a unit of work.
 */
export abstract class RpcCaller {
  abstract unary(method: DescMethodUnary, request: Message, call: OutgoingCall): Promise<Answered>;
  abstract stream(method: DescMethodServerStreaming, request: Message, call: OutgoingCall): AsyncIterable<Message>;
}

type AnyMethod = DescMethodUnary | DescMethodServerStreaming;

/** The caller over the broker. */
export class BrokerRpcCaller extends RpcCaller {
  constructor(
    private readonly broker: Broker,
    private readonly authority: Authority,
  ) {
    super();
  }

  async unary(method: DescMethodUnary, request: Message, call: OutgoingCall): Promise<Answered> {
    assertOutsideWork();
    const reply = await inSpan(method, call, () => this.ask(method, request, call));
    const notes: AnswerNotes = {};
    if (reply.headers[header.replayed]) notes.replayed = true;
    if (reply.headers[header.created]) notes.created = true;
    return { answer: fromBinary(method.output, reply.data), notes };
  }

  async *stream(method: DescMethodServerStreaming, request: Message, call: OutgoingCall): AsyncIterable<Message> {
    assertOutsideWork();
    const ended = Promise.withResolvers<void>();
    const message = await new Promise<Envelope>((resolve, reject) => {
      void inSpan(method, call, async () => {
        resolve(this.envelope(method, request, call));
        await ended.promise;
      }).catch(reject);
    });
    try {
      for await (const reply of this.broker.stream(message, call)) {
        const error = errorOf(reply);
        if (error) throw error;
        yield fromBinary(method.output, reply.data);
      }
      ended.resolve();
    } catch (thrown) {
      ended.reject(thrown);
      throw thrown;
    } finally {
      ended.resolve();
    }
  }

  private async ask(method: DescMethodUnary, request: Message, call: OutgoingCall): Promise<Envelope> {
    const reply = await this.broker.request(this.envelope(method, request, call), call);
    const error = errorOf(reply);
    if (error) throw error;
    return reply;
  }

  private envelope(method: AnyMethod, request: Message, call: OutgoingCall): Envelope {
    const subject = rpcSubject(method);
    const headers: Record<string, string> = {
      [header.principal]: this.authority.sign(call.principal, subject),
      [header.deadline]: String(Math.max(0, call.deadline.getTime() - Date.now())),
      [header.locale]: call.locale,
      ...traceOf(call),
    };
    if (call.idempotencyKey !== undefined) headers[header.key] = call.idempotencyKey;
    return { subject, headers, data: toBinary(method.input, request) };
  }
}

function inSpan<T>(method: AnyMethod, call: OutgoingCall, body: () => Promise<T>): Promise<T> {
  const name = rpcName(method);
  const span = () => withSpan(name, { 'rpc.system': 'nats', 'rpc.method': name }, body, { kind: 'client' });
  return traceHeaders().traceparent ? span() : continueTrace(call.trace, span);
}

function traceOf(call: OutgoingCall): Headers {
  const { traceparent } = traceHeaders();
  return traceparent ? { traceparent } : { ...call.trace };
}
