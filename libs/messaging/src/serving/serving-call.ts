import type { DescMethod, Message } from '@bufbuild/protobuf';
import { isWrite, permissionOf, rpcName } from '@rapport/contracts';
import type { CallContext, ErrorCode, TraceHeaders } from '@rapport/kernel';
import type { Envelope } from '../broker/envelope.js';
import type { Leaving } from '../broker/leaving.js';

/** What is known of an rpc before any call of it. */
export interface ServedMethod {
  readonly method: DescMethod;
  readonly name: string;
  readonly permission: string;
  readonly writes: boolean;
  /** Of its spans. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The constant part of the serving side, derived from the contract once. */
export function servedMethod(method: DescMethod): ServedMethod {
  const name = rpcName(method);
  return { method, name, permission: permissionOf(method), writes: isWrite(method), attributes: { 'rpc.system': 'nats', 'rpc.method': name } };
}

/** One call on its way inwards; each layer adds what it learnt. */
export interface ServingCall {
  readonly rpc: ServedMethod;
  readonly message: Envelope;
  /** Said when the caller left or the deadline passed. */
  readonly leaving: Leaving;
  trace: TraceHeaders;
  deadline: Date;
  context?: CallContext;
  request?: Message;
  /** The error's code, once there is one. */
  failed?: ErrorCode;
}

/** What goes back: one message, or many. */
export type Reply = Envelope | AsyncIterable<Envelope>;

/** One layer of the serving chain. It may also throw instead of giving a promise: the layers outside of `errors` never see that. */
export type Layer = (call: ServingCall, next: () => Promise<Reply>) => Promise<Reply>;

/** Whether the reply is a stream. */
export function isStreamed(reply: object): reply is AsyncIterable<never> {
  return Symbol.asyncIterator in reply;
}
