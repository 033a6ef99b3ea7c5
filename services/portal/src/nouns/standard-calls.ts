import { ProblemError, type Problem } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';
import { pascal } from './names.js';
import type { Became, CallOptions, Draft, ManyAtOnce, NounCalls, NounRecord, NounSpec, Patch } from './noun.js';

type Call = (request: object, options?: CallOptions) => Promise<unknown>;
type Answer = Readonly<Record<string, unknown>>;

/** The standard rpcs of a noun (`SearchContacts`, `GetContact`, …), by the names that the contract gives them. Throws for one that the contract lacks when it is called. */
export function standardCalls({ service, schema }: Pick<NounSpec, 'service' | 'schema'>, plural: string): NounCalls {
  const client = callsOf(service) as Readonly<Record<string, Call>>;
  const one = `${schema.name.charAt(0).toLowerCase()}${schema.name.slice(1)}`;
  const many = pascal(plural);
  const call = (verb: string, request: object, options?: CallOptions): Promise<unknown> => {
    const rpc = client[`${verb}${verb === 'search' || verb === 'list' ? many : schema.name}`];
    if (!rpc) throw new Error(`${service.typeName} cannot ${verb}`);
    return rpc(request, options);
  };
  // Conditions may tell of a person, so they go in a body where the contract has a door for that.
  const search = `search${many}` in client ? 'search' : 'list';
  const found = service.methods.find(({ localName }) => localName === `${search}${many}`)?.output.fields.find(({ message }) => message === schema);
  const page = async (request: object, options: CallOptions) => (await call(search, request, options)) as Answer;
  return {
    list: async (wish, options) => {
      const answer = await page(wish, options);
      return { records: answer[found?.localName ?? ''] as readonly NounRecord[], nextPageToken: String(answer['nextPageToken'] ?? '') };
    },
    count: async (filter, options) => Number((await page({ filter, count: true, pageSize: 1, fields: 'id' }, options))['totalSize'] ?? 0),
    get: (id, options, fields = []) => call('get', { id, fields: fields.join(',') }, options) as Promise<NounRecord>,
    create: (draft, options) => call('create', { [one]: draft }, options) as Promise<NounRecord>,
    update: (id: string, draft: Draft, paths, options) =>
      call('update', { [one]: { ...draft, id }, updateMask: { paths: [...paths] } }, options) as Promise<NounRecord>,
    remove: (id, etag) => call('delete', { id, etag }) as Promise<NounRecord>,
    restore: (id) => call('restore', { id }) as Promise<NounRecord>,
    ...manyOf(client, many),
  };
}

/** The rpcs that change, delete and restore many in one call, where the service has them. */
function manyOf(client: Readonly<Record<string, Call>>, many: string): Pick<NounCalls, 'removeMany' | 'restoreMany' | 'updateMany'> {
  const resultsOf = async (rpc: Call, request: object) => ((await rpc(request)) as BatchAnswer).results;
  const atOnce = (name: string): ManyAtOnce | undefined => {
    const rpc = client[`${name}${many}`];
    return rpc && (async (ids) => (await resultsOf(rpc, { ids: [...ids] })).map(({ outcome }) => recordOf(outcome)));
  };
  const [update, removeMany, restoreMany] = [client[`batchUpdate${many}`], atOnce('batchDelete'), atOnce('batchRestore')];
  const plural = `${many.charAt(0).toLowerCase()}${many.slice(1)}`;
  const updateMany = async (patches: readonly Patch[], paths: readonly string[]) =>
    (await resultsOf(update!, { [plural]: patches, updateMask: { paths: [...paths] } })).map(becameOf);
  return { ...(removeMany && { removeMany }), ...(restoreMany && { restoreMany }), ...(update && { updateMany }) };
}

interface BatchAnswer {
  readonly results: readonly BatchResult[];
}

interface BatchResult {
  readonly outcome: Outcome;
  readonly before?: NounRecord;
}

/** The record, under its name, or why not. */
type Outcome = { readonly case: string | undefined; readonly value?: unknown };

function becameOf({ outcome, before }: BatchResult): Became | Error {
  const after = recordOf(outcome);
  return after instanceof Error ? after : { after, ...(before && { before }) };
}

function recordOf({ case: name, value }: Outcome): NounRecord | Error {
  if (name !== 'problem') return value as NounRecord;
  const { traceId, ...problem } = value as Problem;
  return new ProblemError({ ...problem, trace_id: traceId });
}
