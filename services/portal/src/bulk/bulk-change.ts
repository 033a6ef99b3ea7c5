import { isRefusal } from '../api/trouble.js';
import type { Field } from '../fields/field.js';
import type { Became, Draft, FieldValue, ManyAtOnce, Noun, NounRecord } from '../nouns/noun.js';
import { mergedTags } from '../record/merged-tags.js';

/** Something that is done to each of many records, and how it is undone to one: never over what somebody did to it since. */
export interface BulkChange {
  readonly apply: (noun: Noun, record: NounRecord) => Promise<Became>;
  readonly undo: (noun: Noun, became: Became) => Promise<Became>;
  /** The same to many in one call, where the noun's service can. */
  readonly applyMany?: (noun: Noun) => Many<NounRecord> | undefined;
  readonly undoMany?: (noun: Noun) => Many<Became> | undefined;
}

/** Each succeeds or fails for itself, in the order given. */
export type Many<Item> = (items: readonly Item[]) => Promise<readonly (Became | Error)[]>;

/** Makes somebody answer for them. */
export function ownedBy(ownerId: string): BulkChange {
  return written({ paths: ['owner_id'], draft: { ownerId }, back: ({ ownerId: before = '' }) => ({ ownerId: before }) });
}

/** Gives a field of each of them one value, or none. */
export function given(field: Field, value: FieldValue): BulkChange {
  return written({ paths: field.paths, draft: field.draft(value), back: (before) => field.draft(field.read(before)) });
}

interface Writing {
  readonly paths: readonly string[];
  readonly draft: Draft;
  /** What a record says at these paths. */
  readonly back: (record: NounRecord) => Draft;
}

function written({ paths, draft, back }: Writing): BulkChange {
  const fields = [...new Set(paths.map((path) => path.split('.')[0]!))];
  const wasOf = ({ before, after }: Became) => back(before ?? after);
  const putBack = async (noun: Noun, became: Became, seen = became.after): Promise<Became> => ({
    before: seen,
    after: await noun.calls.update(seen.id, wasOf(became), paths, { ifMatch: seen.etag }),
  });
  /** Somebody was there since: what they made of these fields stands, what they made of others does not hinder. */
  const settle = async (noun: Noun, became: Became, refusal: unknown) => {
    if (!isRefusal(refusal, 412)) throw refusal;
    const now = await noun.calls.get(became.after.id, {}, fields);
    if (!isSameDraft(back(now), back(became.after))) throw refusal;
    return putBack(noun, became, now);
  };
  return {
    apply: async (noun, { id }) => {
      // The list may not show what is changed.
      const before = await noun.calls.get(id, {}, fields);
      return { before, after: await noun.calls.update(id, draft, paths, {}) };
    },
    undo: (noun, became) => putBack(noun, became).catch((refusal: unknown) => settle(noun, became, refusal)),
    applyMany: (noun) => updating(noun, paths, ({ id }: NounRecord) => ({ ...draft, id })),
    undoMany: (noun) =>
      settling(
        updating(noun, paths, (became: Became) => ({ ...wasOf(became), id: became.after.id, etag: became.after.etag })),
        (became, refusal) => settle(noun, became, refusal),
      ),
  };
}

function isSameDraft(left: Draft, right: Draft): boolean {
  const textOf = (draft: Draft) => JSON.stringify(draft, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return textOf(left) === textOf(right);
}

/** Does once more, for itself, what was refused because somebody was there first. */
function settling<Item>(many: Many<Item> | undefined, settle: (item: Item, refusal: Error) => Promise<Became>): Many<Item> | undefined {
  const settled = async (item: Item, result: Became | Error): Promise<Became | Error> =>
    isRefusal(result, 412) ? settle(item, result as Error).catch((error: Error) => error) : result;
  return many && (async (items) => Promise.all((await many(items)).map((result, at) => settled(items[at]!, result))));
}

/** One call for many, unless a field has a call of its own. */
function updating<Item>(noun: Noun, paths: readonly string[], patchOf: (item: Item) => Draft & { readonly id: string }): Many<Item> | undefined {
  const { updateMany } = noun.calls;
  if (!updateMany || noun.fields.some(({ name, hasCall }) => hasCall && paths.includes(name))) return undefined;
  return (items) => updateMany(items.map(patchOf), paths);
}

/** Adds tags and takes others away; what colleagues do to the same tags meanwhile stands. */
export function tagged(added: readonly string[], removed: readonly string[]): BulkChange {
  const wanted = (tags: readonly string[]) => [...new Set([...tags, ...added])].filter((tag) => !removed.includes(tag));
  const back =
    ({ before, after }: Became) =>
    (tags: readonly string[]) =>
      before ? mergedTags(after.tags ?? [], tags, before.tags ?? []) : tags;
  return {
    apply: (noun, record) => putTags(noun, record, wanted),
    undo: (noun, became) => putTags(noun, became.after, back(became)),
    applyMany: (noun) => tagging(noun, (record: NounRecord) => ({ seen: record, wanted })),
    undoMany: (noun) => tagging(noun, (became: Became) => ({ seen: became.after, wanted: back(became) })),
  };
}

/** Deletes them, restorably. */
export const deleted: BulkChange = {
  apply: async (noun, before) => ({ before, after: await noun.calls.remove(before.id, before.etag) }),
  undo: async (noun, { after }) => ({ before: after, after: await noun.calls.restore(after.id) }),
  applyMany: ({ calls }) => marking(calls.removeMany, (record: NounRecord) => record),
  undoMany: ({ calls }) => marking(calls.restoreMany, ({ after }: Became) => after),
};

function marking<Item>(many: ManyAtOnce | undefined, recordOf: (item: Item) => NounRecord): Many<Item> | undefined {
  return (
    many &&
    (async (items) => {
      const records = items.map(recordOf);
      const results = await many(records.map(({ id }) => id));
      return results.map((after, at) => (after instanceof Error ? after : { before: records[at]!, after }));
    })
  );
}

interface Tagging {
  readonly seen: NounRecord;
  readonly wanted: (tags: readonly string[]) => readonly string[];
}

/** Tags of many, each on top of the version that was seen; where somebody was there first, once more on top of theirs. */
function tagging<Item>(noun: Noun, taggingOf: (item: Item) => Tagging): Many<Item> | undefined {
  const many = updating(noun, ['tags'], (item: Item) => {
    const { seen, wanted } = taggingOf(item);
    return { id: seen.id, etag: seen.etag, tags: wanted(seen.tags ?? []) };
  });
  return settling(many, (item) => {
    const { seen, wanted } = taggingOf(item);
    return putTags(noun, seen, wanted);
  });
}

async function putTags(noun: Noun, seen: NounRecord, wanted: Tagging['wanted']): Promise<Became> {
  const put = async (before: NounRecord) => {
    const { id, tags = [], etag } = before;
    return { before, after: await noun.calls.update(id, { tags: wanted(tags) }, ['tags'], { ifMatch: etag }) };
  };
  try {
    return await put(seen);
  } catch (thrown) {
    if (!isRefusal(thrown, 412)) throw thrown;
    return put(await noun.calls.get(seen.id, {}, ['tags']));
  }
}
