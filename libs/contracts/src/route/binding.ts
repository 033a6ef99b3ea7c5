import { ScalarType, type DescField, type DescMessage, type DescMethod } from '@bufbuild/protobuf';
import { nounOf, routeOf, rpcName, type Route } from '../options.js';

/** A variable of a route's path: where its value goes in the request. */
export interface PathVariable {
  /** As the template writes it: `contact.id`. */
  readonly path: string;
  /** The last name in it, which is what the API's pages call it: `id`. */
  readonly name: string;
  readonly field: DescField;
}

/** Which part of an HTTP request fills which field of the rpc's request. */
export interface Binding {
  readonly route: Route;
  readonly variables: readonly PathVariable[];
  /** Fields that are parameters of the query; a version is none, since it has its header. */
  readonly query: readonly DescField[];
  /** The message that the body is, without the fields `but` that stand elsewhere; nothing when there is no body. */
  readonly body: { readonly desc: DescMessage; readonly field: DescField | undefined; readonly but: ReadonlySet<string> } | undefined;
  /** The field of bytes that a raw body is; nothing where the body is JSON or there is none. */
  readonly raw: DescField | undefined;
  /** The answer is a file's bytes, whole or the stretch that `Range` names; `first` and `last` of the request come from that header. */
  readonly answersFile: boolean;
  /** Where the version of `If-Match` goes: `['contact', 'etag']`; nothing for a request that names no record with a version. */
  readonly etag: readonly string[] | undefined;
  /** A write that may make a new record: its body is the record that is answered, or it is posted to where such records are listed. */
  readonly creates: boolean;
}

const bindings = new WeakMap<DescMethod, Binding>();

/** How the rpc's route carries its request; nothing for an rpc without a route. Throws for a route that names fields which are not there. */
export function bindingOf(method: DescMethod): Binding | undefined {
  const route = routeOf(method);
  if (!route) return undefined;
  let binding = bindings.get(method);
  if (!binding) {
    binding = bind(method, route);
    bindings.set(method, binding);
  }
  return binding;
}

function bind(method: DescMethod, route: Route): Binding {
  const { input } = method;
  const variables = [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, path = '']) => variableOf(method, path));
  const bound = new Set(variables.map(({ path }) => path.split('.')[0]!));
  const field = route.body === '' || route.body === '*' ? undefined : fieldAt(method, route.body);
  const body =
    route.body === '*' ? { desc: input, field: undefined, but: bound } : field?.message ? { desc: field.message, field, but: new Set<string>() } : undefined;
  const raw = field?.fieldKind === 'scalar' && field.scalar === ScalarType.BYTES ? field : undefined;
  const answersFile = method.methodKind === 'server_streaming' && method.output.typeName === 'rapport.common.v1.FilePart';
  const elsewhere = answersFile ? new Set([...bound, 'first', 'last']) : bound;
  const etag = variables.length > 0 ? etagOf(input, field) : undefined;
  return {
    route,
    variables,
    query: route.body === '*' ? [] : input.fields.filter((each) => each !== field && !elsewhere.has(each.name) && each.name !== etag?.[0]),
    body,
    raw,
    answersFile,
    etag,
    creates: nounOf(method.output) !== undefined && mayCreate(method, route, field),
  };
}

/** The body is the record itself, or it is posted to where such records are listed. */
function mayCreate({ parent, output }: DescMethod, { verb, path }: Route, body: DescField | undefined): boolean {
  if (verb !== 'POST' && verb !== 'PUT') return false;
  if (body?.message === output) return true;
  return verb === 'POST' && parent.methods.some((other) => isListOf(other, output, path));
}

function isListOf(method: DescMethod, record: DescMessage, at: string): boolean {
  const route = routeOf(method);
  return route?.verb === 'GET' && route.path === at && method.output.fields.some(({ message }) => message === record);
}

function etagOf(input: DescMessage, bodyField: DescField | undefined): readonly string[] | undefined {
  const has = (desc: DescMessage | undefined) => desc?.fields.some((each) => each.name === 'etag') ?? false;
  if (bodyField && has(bodyField.message)) return [bodyField.name, 'etag'];
  return has(input) ? ['etag'] : undefined;
}

/** The path under which a record of the rpc's answer is got, up to its id: `/v1/contacts/`; nothing when its service has no such rpc. */
export function recordPathOf(method: DescMethod): string | undefined {
  const getters = method.parent.methods.filter((other) => other.output === method.output).map((getter) => routeOf(getter));
  const paths = getters.filter((route) => route?.verb === 'GET').map((route) => route!.path);
  return paths.find((path) => /^[^{]*\{id\}$/.test(path))?.slice(0, -'{id}'.length);
}

function variableOf(method: DescMethod, path: string): PathVariable {
  const field = fieldAt(method, path);
  return { path, name: field.name, field };
}

function fieldAt(method: DescMethod, path: string): DescField {
  let desc: DescMessage | undefined = method.input;
  let field: DescField | undefined;
  for (const name of path.split('.')) {
    field = desc?.fields.find((each) => each.name === name);
    desc = field?.fieldKind === 'message' ? field.message : undefined;
  }
  if (!field) throw new Error(`${rpcName(method)}: its route names “${path}”, which is no field of ${method.input.typeName}`);
  return field;
}
