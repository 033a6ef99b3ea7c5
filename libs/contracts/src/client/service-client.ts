import type { DescMessage, DescMethod, DescMethodServerStreaming, DescMethodUnary, DescService, MessageInitShape, MessageShape } from '@bufbuild/protobuf';

/** What one call may ask for beside its request. */
export interface CallOptions {
  /** A name of one's own for the write; otherwise each call makes one and keeps it over its retries. */
  readonly idempotencyKey?: string;
  /** The version that was read, as the answer's `etag`. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

/** The calls of a service, typed by its contract. A refusal is thrown as `ProblemError`. */
export type ServiceClient<Service extends DescService> = {
  readonly [Name in keyof Service['method']]: CallOf<Service['method'][Name]>;
};

type CallOf<Method> =
  Method extends DescMethodUnary<infer Input, infer Output>
    ? (request: MessageInitShape<Input>, options?: CallOptions) => Promise<MessageShape<Output>>
    : Method extends DescMethodServerStreaming<infer Input, infer Output>
      ? (request: MessageInitShape<Input>, options?: CallOptions) => AsyncIterable<MessageShape<Output>>
      : never;

/** How a client carries its calls. */
export interface Carrier {
  unary(method: DescMethod, request: MessageInitShape<DescMessage>, options: CallOptions): Promise<unknown>;
  stream(method: DescMethod, request: MessageInitShape<DescMessage>, options: CallOptions): AsyncIterable<unknown>;
}

/** The client of one service over a carrier. */
export function serviceClient<Service extends DescService>(service: Service, carrier: Carrier): ServiceClient<Service> {
  const calls = service.methods.map((method) => {
    const carry = method.methodKind === 'server_streaming' ? carrier.stream.bind(carrier) : carrier.unary.bind(carrier);
    return [method.localName, (request: MessageInitShape<DescMessage>, options: CallOptions = {}) => carry(method, request, options)] as const;
  });
  return Object.fromEntries(calls) as unknown as ServiceClient<Service>;
}
