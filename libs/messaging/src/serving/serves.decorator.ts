import 'reflect-metadata';
import type { DescMethod, DescService } from '@bufbuild/protobuf';
import { Catch, Controller, UseFilters, type RpcExceptionFilter } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { PARAM_ARGS_METADATA } from '@nestjs/microservices/constants.js';
import { rpcSubject } from '@rapport/contracts';
import { throwError, type Observable } from 'rxjs';
import type { Serving } from './serving.type.js';

/** What the server finds beside a handler that `@Serves` bound. */
export interface ServedExtras {
  readonly method: DescMethod;
}

/** Binds a class to a contract's service: each rpc to the method of its name, as `(call, request)`. A class without one of the rpcs does not compile. */
export function Serves<S extends DescService>(service: S) {
  return <C extends new (...parts: never[]) => Serving<S>>(served: C): void => {
    Controller()(served);
    UseFilters(new ErrorsPass())(served);
    for (const method of service.methods) bind(served, method);
  };
}

function bind(served: new (...parts: never[]) => object, method: DescMethod): void {
  const prototype = served.prototype as object;
  const name = method.localName;
  const handler: unknown = Reflect.get(prototype, name);
  if (typeof handler !== 'function') throw new Error(`${served.name} does not serve ${method.parent.typeName}/${method.name}: write ${name}(call, request)`);
  const extras: ServedExtras = { method };
  MessagePattern(rpcSubject(method), extras)(prototype, name, { value: handler });
  // No parameter is Nest's to find: what the server passes arrives as it is, without a pipe and a promise for each.
  Reflect.defineMetadata(PARAM_ARGS_METADATA, {}, served, name);
}

/** Lets errors through to the serving chain as they are; Nest's own filter would replace them and log their messages. */
@Catch()
class ErrorsPass implements RpcExceptionFilter<unknown> {
  catch(thrown: unknown): Observable<never> {
    return throwError(() => thrown);
  }
}
