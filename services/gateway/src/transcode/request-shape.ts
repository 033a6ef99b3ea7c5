import type { DescField, DescMessage, DescMethod } from '@bufbuild/protobuf';
import { rulesOf, type Binding } from '@rapport/contracts';
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
  /** Name in code of the field of bytes that a raw body is. */
  readonly raw: string | undefined;
  /** Where the version of `If-Match` goes: `['contact', 'etag']`. */
  readonly etag: readonly string[] | undefined;
  /** The field mask of a PATCH. */
  readonly mask: string | undefined;
  /** Fields of the body that a mask may name. */
  readonly maskable: ReadonlyMap<string, DescField>;
}

/** The shape of an rpc's request, for HTTP. Throws when a parameter is of a type that no text can hold, so that a slip in a contract stops the start. */
export function requestShape({ input }: DescMethod, { route, variables, query, body, raw, etag }: Binding): RequestShape {
  return {
    input,
    template: pathTemplate(route.path),
    variables: variables.map(({ path, field }) => ({ path: path.split('.'), read: textReader(field) })),
    query: new Map(query.map((field) => [field.name, { read: textReader(field), many: field.fieldKind === 'list' }])),
    body: route.body,
    raw: raw?.localName,
    etag,
    mask: route.verb === 'PATCH' ? input.fields.find(isMask)?.name : undefined,
    maskable: new Map(body?.desc.fields.filter(isMaskable).map((field) => [field.name, field])),
  };
}

function isMask(field: DescField): boolean {
  return field.message?.typeName === 'google.protobuf.FieldMask';
}

function isMaskable(field: DescField): boolean {
  return field.name !== 'id' && !rulesOf(field).outputOnly;
}
