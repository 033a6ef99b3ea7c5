import {
  create,
  type DescMessage,
  type DescMethod,
  type DescMethodServerStreaming,
  type DescMethodUnary,
  type DescService,
  type MessageInitShape,
  type MessageShape,
} from '@bufbuild/protobuf';
import type { OutgoingCall, RpcCaller } from './rpc.caller.js';

type Shape = { readonly methodKind: string; readonly input: DescMessage; readonly output: DescMessage };

type Calling<M extends Shape> = M['methodKind'] extends 'server_streaming'
  ? (call: OutgoingCall, request: MessageInitShape<M['input']>) => AsyncIterable<MessageShape<M['output']>>
  : (call: OutgoingCall, request: MessageInitShape<M['input']>) => Promise<MessageShape<M['output']>>;

/** Another service as its contract says it: `contacts.getContact(call, { id })`. */
export type RpcClient<S extends DescService> = { readonly [K in keyof S['method']]: Calling<S['method'][K]> };

/** The typed client of a contract's service. */
export function rpcClient<S extends DescService>(service: S, caller: RpcCaller): RpcClient<S> {
  const methods = service.methods.map((method) => {
    if (isUnary(method)) return [method.localName, unary(method, caller)];
    if (isStreamedBack(method)) return [method.localName, streamed(method, caller)];
    throw new Error(`${service.typeName}/${method.name}: streams from the caller are not carried`);
  });
  return Object.fromEntries(methods) as RpcClient<S>;
}

function unary(method: DescMethodUnary, caller: RpcCaller) {
  return async (call: OutgoingCall, request: MessageInitShape<DescMessage>) => (await caller.unary(method, create(method.input, request), call)).answer;
}

function streamed(method: DescMethodServerStreaming, caller: RpcCaller) {
  return (call: OutgoingCall, request: MessageInitShape<DescMessage>) => caller.stream(method, create(method.input, request), call);
}

function isUnary(method: DescMethod): method is DescMethodUnary {
  return method.methodKind === 'unary';
}

function isStreamedBack(method: DescMethod): method is DescMethodServerStreaming {
  return method.methodKind === 'server_streaming';
}
