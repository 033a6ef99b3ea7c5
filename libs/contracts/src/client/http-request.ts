import { create, type DescMethod, type MessageInitShape, type DescMessage } from '@bufbuild/protobuf';
import { writeJson } from '../json/write.js';
import { rpcName } from '../options.js';
import { bindingOf, type Binding } from '../route/binding.js';

/** An rpc's request as HTTP sends it; the path is below the base address. */
export interface HttpRequest {
  readonly verb: string;
  readonly path: string;
  /** JSON as text, or the bytes of a raw body. */
  readonly body: string | Uint8Array | undefined;
  /** The version for `If-Match`, when the request names one outside its body. */
  readonly etag: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** The HTTP request of an rpc. Throws for an rpc without a route, and for a path whose variable is empty. */
export function httpRequest<Input extends DescMessage>(method: DescMethod & { input: Input }, init: MessageInitShape<Input>): HttpRequest {
  const binding = bindingOf(method);
  if (!binding) throw new Error(`${rpcName(method)} has no route`);
  const message = create(method.input, init);
  const json = writeJson(method.input, message) as Json;
  const query = Object.fromEntries(binding.query.map(({ name }) => [name, json[name]]));
  const etag = binding.etag?.length === 1 ? json['etag'] : undefined;
  const { raw } = binding;
  const body = raw ? (message as unknown as Readonly<Record<string, Uint8Array>>)[raw.localName] : bodyOf(binding, json);
  return {
    verb: binding.route.verb,
    path: pathOf(binding, json) + queryOf(query),
    body: body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body),
    etag: typeof etag === 'string' ? etag : undefined,
  };
}

function pathOf({ route, variables }: Binding, json: Json): string {
  return variables.reduce((path, variable) => {
    const value = variable.path.split('.').reduce<unknown>((inner, name) => (inner as Json | undefined)?.[name], json);
    if (value === undefined || value === '') throw new Error(`${variable.path} is needed to call ${route.verb} ${route.path}`);
    return path.replace(`{${variable.path}}`, encodeURIComponent(String(value)));
  }, route.path);
}

function queryOf(query: Json): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined).map((one) => [name, String(one)]),
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
}

function bodyOf({ body }: Binding, json: Json): unknown {
  if (!body) return undefined;
  if (body.field) return json[body.field.name] ?? {};
  return Object.fromEntries(Object.entries(json).filter(([name]) => !body.but.has(name)));
}
