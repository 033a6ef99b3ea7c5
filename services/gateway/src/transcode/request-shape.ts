import { type DescField, type DescMessage, type DescMethod } from '@bufbuild/protobuf';
import { rpcName, rulesOf, type Route } from '@rapport/contracts';
import { pathTemplate, type PathTemplate } from './path-template.js';
import { textReader } from './text-value.js';

type TextReader = ReturnType<typeof textReader>;

/** A parameter of the path: which field it fills. */
export interface PathVariable {
  readonly path: readonly string[];
  readonly read: TextReader;
}

/** A parameter of the query. */
export interface QueryParameter {
  readonly read: TextReader;
  readonly many: boolean;
}

/** Where every part of an HTTP request goes in the rpc's message: worked out once, at the start. */
export interface RequestShape {
  readonly input: DescMessage;
  readonly template: PathTemplate;
  readonly variables: readonly PathVariable[];
  readonly query: ReadonlyMap<string, QueryParameter>;
  /** Name of the field that the body is; `*` for the whole request; empty for none. */
  readonly body: string;
  /** The message that the body holds; nothing when there is none or it is no message. */
  readonly bodyMessage: DescMessage | undefined;
  /** Where the version of `If-Match` goes: `['contact', 'etag']`. */
  readonly etag: readonly string[] | undefined;
  /** The field mask of a PATCH. */
  readonly mask: string | undefined;
  /** Fields of the body that a mask may name. */
  readonly maskable: ReadonlyMap<string, DescField>;
}

/** The shape of an rpc's request. Throws when the route names fields that are not there, so that a slip in a contract stops the start. */
export function requestShape(method: DescMethod, route: Route): RequestShape {
  const { input } = method;
  const template = pathTemplate(route.path);
  const bodyField = route.body === '' || route.body === '*' ? undefined : fieldAt(method, [route.body]);
  const bodyMessage = route.body === '*' ? input : messageOf(bodyField);
  return {
    input,
    template,
    variables: template.variables.map((path) => ({ path, read: textReader(fieldAt(method, path)) })),
    query: queryOf(method, route.body, template),
    body: route.body,
    bodyMessage,
    etag: etagOf(input, bodyField),
    mask: route.verb === 'PATCH' ? input.fields.find(isMask)?.name : undefined,
    maskable: new Map(bodyMessage?.fields.filter(isMaskable).map((field) => [field.name, field])),
  };
}

function fieldAt(method: DescMethod, path: readonly string[]): DescField {
  let message: DescMessage | undefined = method.input;
  let field: DescField | undefined;
  for (const name of path) {
    field = message?.fields.find((candidate) => candidate.name === name);
    message = messageOf(field);
  }
  if (!field) throw new Error(`${rpcName(method)}: its route names “${path.join('.')}”, which is no field of ${method.input.typeName}`);
  return field;
}

function messageOf(field: DescField | undefined): DescMessage | undefined {
  return field?.fieldKind === 'message' ? field.message : undefined;
}

function queryOf(method: DescMethod, body: string, template: PathTemplate): ReadonlyMap<string, QueryParameter> {
  if (body === '*') return new Map();
  const bound = new Set([body, ...template.variables.map((path) => path[0])]);
  const free = method.input.fields.filter((field) => !bound.has(field.name));
  return new Map(free.map((field) => [field.name, { read: textReader(field), many: field.fieldKind === 'list' }]));
}

function etagOf(input: DescMessage, bodyField: DescField | undefined): readonly string[] | undefined {
  const has = (message: DescMessage | undefined) => message?.fields.some((field) => field.name === 'etag') ?? false;
  if (bodyField && has(messageOf(bodyField))) return [bodyField.name, 'etag'];
  return has(input) ? ['etag'] : undefined;
}

function isMask(field: DescField): boolean {
  return messageOf(field)?.typeName === 'google.protobuf.FieldMask';
}

function isMaskable(field: DescField): boolean {
  return field.name !== 'id' && !rulesOf(field).outputOnly;
}
