import type { DescMessage, DescService, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { CallContext } from '@rapport/kernel';

type Shape = { readonly methodKind: string; readonly input: DescMessage; readonly output: DescMessage };

/** One rpc's handler: the call, the request as the contract shapes it, and the answer or the answers. */
export type Handler<M extends Shape> = M['methodKind'] extends 'server_streaming'
  ? (call: CallContext, request: MessageShape<M['input']>) => AsyncIterable<MessageInitShape<M['output']>>
  : (call: CallContext, request: MessageShape<M['input']>) => Promise<MessageInitShape<M['output']>>;

/** What a class must have to serve a contract's service: a handler for every rpc. */
export type Serving<S extends DescService> = { readonly [K in keyof S['method']]: Handler<S['method'][K]> };
