import type { DescMessage, DescService, MessageShape } from '@bufbuild/protobuf';
import type { FieldMask } from '@bufbuild/protobuf/wkt';
import type { PlainOf } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import type { Serving } from '@rapport/messaging';
import { RecordVerbs, type NounRules, type Outcome, type PageRequest, type Records, type UnitOfWork } from '@rapport/persistence';

type NameOf<Desc extends DescMessage> = MessageShape<Desc>['$typeName'] extends `${string}.v${number}.${infer Name}` ? Name : never;
type ForOne = 'create' | 'upsert' | 'get' | 'update' | 'delete' | 'restore';
type ForMany = 'list' | 'search' | 'batchWrite' | 'batchUpdate' | 'batchDelete' | 'batchRestore';
type StandardRpc<Desc extends DescMessage, Plural extends string> = `${ForOne}${NameOf<Desc>}` | `${ForMany}${Capitalize<Plural>}`;

/** The handlers of the standard rpcs that a service has of one noun. */
export type StandardServing<S extends DescService, Desc extends DescMessage, Plural extends string> = Pick<
  Serving<S>,
  StandardRpc<Desc, Plural> & keyof S['method']
>;

type DoorClass<S extends DescService, Desc extends DescMessage, Plural extends string> = abstract new (
  work: UnitOfWork,
  records: Records<Desc>,
  rules: NounRules<PlainOf<Desc>>,
) => StandardServing<S, Desc, Plural>;

/**
 * What the api of a noun extends: its standard rpcs (`CreateContact`, `ListContacts`, …), as far as the contract has them, each one verb of `RecordVerbs`.
 * `plural` is the field by which requests and answers hold several: `contacts`. Throws, when the program starts, for an rpc of such a name whose messages are not the standard's.
 */
export function recordDoor<S extends DescService, Desc extends DescMessage, Plural extends string>(
  service: S,
  desc: Desc,
  plural: Plural,
): DoorClass<S, Desc, Plural> {
  class RecordDoor {
    readonly verbs: RecordVerbs<Desc>;

    constructor(work: UnitOfWork, records: Records<Desc>, rules: NounRules<PlainOf<Desc>>) {
      this.verbs = new RecordVerbs(work, records, rules);
    }
  }
  for (const [name, { fields, handle }] of Object.entries(handlersOf(desc, plural))) {
    const method = service.method[name];
    if (!method) continue;
    const missing = fields.filter((field) => !method.input.fields.some(({ localName }) => localName === field));
    if (missing.length > 0) throw new Error(`${service.typeName}/${method.name} is not the standard rpc of its name: its request has no ${missing.join(', ')}`);
    const value = function (this: RecordDoor, call: CallContext, request: Request) {
      return handle(this.verbs, call, request);
    };
    Object.defineProperty(RecordDoor.prototype, name, { value, writable: true, configurable: true });
  }
  // The handlers are made from the descriptor that the type is made from; what they rely on was looked at above.
  return RecordDoor as unknown as DoorClass<S, Desc, Plural>;
}

type Request = PageRequest & {
  readonly id: string;
  readonly ids: readonly string[];
  readonly etag: string;
  readonly externalId: string;
  readonly updateMask?: FieldMask;
} & Readonly<Record<string, unknown>>;

interface StandardHandler {
  /** What it reads of a request. */
  readonly fields: readonly string[];
  handle(verbs: RecordVerbs<DescMessage>, call: CallContext, request: Request): Promise<unknown>;
}

function handlersOf({ name }: DescMessage, plural: string): Readonly<Record<string, StandardHandler>> {
  const one = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const many = `${plural.charAt(0).toUpperCase()}${plural.slice(1)}`;
  const draft = (request: Request) => request[one] as MessageShape<DescMessage> | undefined;
  const page = async (verbs: RecordVerbs<DescMessage>, call: CallContext, request: Request, inAddress: boolean) => {
    const { records, ...rest } = await verbs.page(call, request, inAddress);
    return { [plural]: records, ...rest };
  };
  const resultOf = (outcome: Outcome<MessageShape<DescMessage>>) => ({
    outcome: 'record' in outcome ? { case: one, value: outcome.record } : { case: 'problem', value: outcome.problem },
    ...('before' in outcome && { before: outcome.before }),
  });
  const paging = ['pageSize', 'pageToken', 'filter', 'orderBy', 'fields', 'showDeleted', 'count'];
  return {
    [`create${name}`]: { fields: [one], handle: (verbs, call, request) => verbs.create(call, draft(request)) },
    [`upsert${name}`]: { fields: [one, 'externalId'], handle: (verbs, call, request) => verbs.upsert(call, request.externalId, draft(request)) },
    [`get${name}`]: { fields: ['id', 'fields'], handle: (verbs, call, { id, fields }) => verbs.get(call, id, fields) },
    [`update${name}`]: { fields: [one, 'updateMask'], handle: (verbs, call, request) => verbs.update(call, draft(request), request.updateMask) },
    [`delete${name}`]: { fields: ['id', 'etag'], handle: (verbs, call, { id, etag }) => verbs.remove(call, id, etag) },
    [`restore${name}`]: { fields: ['id'], handle: (verbs, call, { id }) => verbs.restore(call, id) },
    [`list${many}`]: { fields: paging, handle: (verbs, call, request) => page(verbs, call, request, true) },
    [`search${many}`]: { fields: paging, handle: (verbs, call, request) => page(verbs, call, request, false) },
    [`batchWrite${many}`]: { fields: [plural], handle: (verbs, call, request) => verbs.batch(call, request[plural] as MessageShape<DescMessage>[], resultOf) },
    [`batchUpdate${many}`]: {
      fields: [plural, 'updateMask'],
      handle: (verbs, call, request) => verbs.batchUpdate(call, request[plural] as MessageShape<DescMessage>[], request.updateMask, resultOf),
    },
    [`batchDelete${many}`]: { fields: ['ids'], handle: (verbs, call, { ids }) => verbs.batchMark(call, 'remove', ids, resultOf) },
    [`batchRestore${many}`]: { fields: ['ids'], handle: (verbs, call, { ids }) => verbs.batchMark(call, 'restore', ids, resultOf) },
  };
}
