import type { DescMethod, DescMethodServerStreaming, DescMethodUnary, DescService } from '@bufbuild/protobuf';
import { bindingOf, isOpen, recordPathOf, rpcName, type Route } from '@rapport/contracts';
import { requestShape, type RequestShape } from './request-shape.js';

/** An rpc that the world can call, with all that is known of it before the first request. */
export interface Entrance {
  readonly method: DescMethodUnary | DescMethodServerStreaming;
  readonly verb: Route['verb'];
  readonly shape: RequestShape;
  /** The answer's field that holds the record's version. */
  readonly hasEtag: boolean;
  /** The answer is a file's bytes. */
  readonly answersFile: boolean;
  /** May make the record that it answers: 201 when it is new. */
  readonly creates: boolean;
  /** Path of a record that this rpc answered: `/v1/contacts/`, to be followed by its id. */
  readonly recordPath: string | undefined;
  /** Anybody may come in, signed in or not. */
  readonly isOpen: boolean;
}

/** Every rpc with a route. Throws for two rpcs on one route, and for an rpc that HTTP cannot serve. */
export function entrancesOf(services: readonly DescService[]): Entrance[] {
  const entrances = services.flatMap((service) => service.methods.flatMap((method) => entranceOf(method) ?? []));
  const taken = new Map<string, Entrance>();
  for (const entrance of entrances) {
    const place = `${entrance.verb} ${entrance.shape.template.pattern}`;
    const other = taken.get(place);
    if (other) throw new Error(`${rpcName(entrance.method)} and ${rpcName(other.method)} have one route: ${place}`);
    taken.set(place, entrance);
  }
  return entrances;
}

function entranceOf(method: DescMethod): Entrance | undefined {
  const binding = bindingOf(method);
  if (!binding) return undefined;
  if (method.methodKind !== 'unary' && method.methodKind !== 'server_streaming') throw new Error(`${rpcName(method)} cannot be called over HTTP`);
  const open = isOpen(method);
  if (open && !method.input.fields.some(({ name }) => name === 'tenant')) throw new Error(`${rpcName(method)} is open and its request names no tenant`);
  return {
    isOpen: open,
    method: method as DescMethodUnary | DescMethodServerStreaming,
    verb: binding.route.verb,
    shape: requestShape(method, binding),
    hasEtag: method.output.fields.some((field) => field.name === 'etag'),
    answersFile: binding.answersFile,
    creates: binding.creates,
    recordPath: recordPathOf(method),
  };
}
