import { fromBinary, toBinary, type DescMethodServerStreaming, type DescMethodUnary, type Message } from '@bufbuild/protobuf';
import { rpcName, rpcSubject } from '@rapport/contracts';
import { assertOutsideWork, type AnswerNotes, type CallContext, type TraceHeaders } from '@rapport/kernel';
import { callOut } from '@rapport/telemetry';
import type { Broker } from '../broker/broker.js';
import { header, type Envelope } from '../broker/envelope.js';
import { errorOf } from '../broker/error-envelope.js';
import type { Authority } from '../serving/authority.js';

/** What a call to another service needs of the call at hand; any `CallContext` is one. */
export type OutgoingCall = Pick<CallContext, 'principal' | 'locale' | 'trace' | 'deadline' | 'signal'> & { readonly idempotencyKey?: string };

/** The call at hand for one write of another service, which is done once under this key. */
export function underKey({ principal, locale, trace, deadline, signal }: OutgoingCall, idempotencyKey: string): OutgoingCall {
  return { principal, locale, trace, deadline, signal, idempotencyKey };
}

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

interface KnownMethod {
  readonly subject: string;
  readonly span: { readonly name: string; readonly attributes: Readonly<Record<string, string>> };
}

/** The caller over the broker. */
export class BrokerRpcCaller extends RpcCaller {
  private readonly known = new Map<AnyMethod, KnownMethod>();

  constructor(
    private readonly broker: Broker,
    private readonly authority: Authority,
  ) {
    super();
  }

  async unary(method: DescMethodUnary, request: Message, call: OutgoingCall): Promise<Answered> {
    assertOutsideWork();
    const { headers, data } = await this.out(method, call, (trace) => this.ask(method, request, call, trace));
    const notes: AnswerNotes = {};
    if (headers[header.replayed]) notes.replayed = true;
    if (headers[header.created]) notes.created = true;
    return { answer: fromBinary(method.output, data), notes };
  }

  async *stream(method: DescMethodServerStreaming, request: Message, call: OutgoingCall): AsyncIterable<Message> {
    assertOutsideWork();
    const ended = Promise.withResolvers<void>();
    const message = await new Promise<Envelope>((resolve, reject) => {
      void this.out(method, call, async (trace) => {
        resolve(this.envelope(method, request, call, trace));
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

  private out<T>(method: AnyMethod, { trace }: OutgoingCall, body: (trace: TraceHeaders) => Promise<T>): Promise<T> {
    const { name, attributes } = (this.known.get(method) ?? this.learn(method)).span;
    return callOut(name, attributes, trace, (headers) => body(headers.traceparent ? headers : trace));
  }

  private async ask(method: DescMethodUnary, request: Message, call: OutgoingCall, trace: TraceHeaders): Promise<Envelope> {
    const reply = await this.broker.request(this.envelope(method, request, call, trace), call);
    const error = errorOf(reply);
    if (error) throw error;
    return reply;
  }

  private envelope(method: AnyMethod, request: Message, call: OutgoingCall, trace: TraceHeaders): Envelope {
    const { subject } = this.known.get(method) ?? this.learn(method);
    const headers: Record<string, string> = {
      [header.principal]: this.authority.sign(call.principal, subject),
      [header.deadline]: String(Math.max(0, call.deadline.getTime() - Date.now())),
      [header.locale]: call.locale,
    };
    if (trace.traceparent !== undefined) headers[header.traceparent] = trace.traceparent;
    if (call.idempotencyKey !== undefined) headers[header.key] = call.idempotencyKey;
    return { subject, headers, data: toBinary(method.input, request) };
  }

  private learn(method: AnyMethod): KnownMethod {
    const name = rpcName(method);
    const known = { subject: rpcSubject(method), span: { name, attributes: { 'rpc.system': 'nats', 'rpc.method': name } } };
    this.known.set(method, known);
    return known;
  }
}
