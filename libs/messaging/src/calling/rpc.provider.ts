import type { DescService } from '@bufbuild/protobuf';
import { Inject, type FactoryProvider } from '@nestjs/common';
import { RpcCaller } from './rpc.caller.js';
import { rpcClient, type RpcClient } from './rpc.client.js';

/** Where Nest keeps the client of a service. */
export function rpcToken(service: DescService): string {
  return `rpc:${service.typeName}`;
}

/** Gives a module the client of another service. Needs an `RpcCaller` in the container. */
export function provideRpc<S extends DescService>(service: S): FactoryProvider<RpcClient<S>> {
  return { provide: rpcToken(service), inject: [RpcCaller], useFactory: (caller: RpcCaller) => rpcClient(service, caller) };
}

/** `constructor(@Rpc(ConsentService) private readonly consent: RpcClient<typeof ConsentService>)` */
export function Rpc(service: DescService): ParameterDecorator {
  return Inject(rpcToken(service));
}
