import { isRefusal } from '../api/trouble.js';
import type { Field } from '../fields/field.js';
import type { Became, Draft, FieldValue, ManyAtOnce, Noun, NounRecord } from '../nouns/noun.js';
import { mergedTags } from '../record/merged-tags.js';

/** Something that is done to each of many records, and how it is undone to one. */
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
  /** What brings back what was there. */
  readonly back: (before: NounRecord) => Draft;
}

function written({ paths, draft, back }: Writing): BulkChange {
  const fields = [...new Set(paths.map((path) => path.split('.')[0]!))];
  const wasOf = ({ before, after }: Became) => back(before ?? after);
  return {
    apply: async (noun, { id }) => {
      // The list may not show what is changed.
      const before = await noun.calls.get(id, {}, fields);
      return { before, after: await noun.calls.update(id, draft, paths, {}) };
    },
    undo: async (noun, became) => ({ before: became.after, after: await noun.calls.update(became.after.id, wasOf(became), paths, {}) }),
    applyMany: (noun) => updating(noun, paths, ({ id }: NounRecord) => ({ ...draft, id })),
    undoMany: (noun) => updating(noun, paths, (became: Became) => ({ ...wasOf(became), id: became.after.id })),
  };
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
  const { updateMany } = noun.calls;
  if (!updateMany) return undefined;
  return async (items) => {
    const all = items.map(taggingOf);
    const patches = all.map(({ seen: { id, etag, tags = [] }, wanted }) => ({ id, etag, tags: wanted(tags) }));
    const results = await updateMany(patches, ['tags']);
    return Promise.all(
      results.map(async (result, at) => {
        const { seen, wanted } = all[at]!;
        return isRefusal(result, 412) ? putTags(noun, seen, wanted).catch((error: Error) => error) : result;
      }),
    );
  };
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
