import { isRefusal } from '../api/trouble.js';
import type { Field } from '../fields/field.js';
import type { FieldValue, ManyAtOnce, Noun, NounRecord } from '../nouns/noun.js';
import { mergedTags } from '../record/merged-tags.js';

/** Something that is done to each of many records, and how it is undone to one. */
export interface BulkChange {
  readonly apply: (noun: Noun, record: NounRecord) => Promise<NounRecord>;
  readonly undo: (noun: Noun, before: NounRecord, after: NounRecord) => Promise<NounRecord>;
  /** The same to many in one call, where the noun's service can. */
  readonly applyMany?: (noun: Noun) => ManyAtOnce | undefined;
  readonly undoMany?: (noun: Noun) => ManyAtOnce | undefined;
}

/** Makes somebody answer for them. */
export function ownedBy(ownerId: string): BulkChange {
  const own = (noun: Noun, { id }: NounRecord, owner: string) => noun.calls.update(id, { ownerId: owner }, ['owner_id'], {});
  return { apply: (noun, record) => own(noun, record, ownerId), undo: (noun, before) => own(noun, before, before.ownerId ?? '') };
}

/** Gives a field of each of them one value, or none. */
export function given(field: Field, value: FieldValue): BulkChange {
  const put = (noun: Noun, { id }: NounRecord, wanted: FieldValue) => noun.calls.update(id, field.draft(wanted), field.paths, {});
  return { apply: (noun, record) => put(noun, record, value), undo: (noun, before) => put(noun, before, field.read(before)) };
}

/** Adds tags and takes others away; what colleagues do to the same tags meanwhile stands. */
export function tagged(added: readonly string[], removed: readonly string[]): BulkChange {
  const wanted = (tags: readonly string[]) => [...new Set([...tags, ...added])].filter((tag) => !removed.includes(tag));
  return {
    apply: (noun, record) => putTags(noun, record, wanted),
    undo: (noun, before, after) => putTags(noun, after, (tags) => mergedTags(after.tags ?? [], tags, before.tags ?? [])),
  };
}

/** Deletes them, restorably. */
export const deleted: BulkChange = {
  apply: (noun, { id, etag }) => noun.calls.remove(id, etag),
  undo: (noun, { id }) => noun.calls.restore(id),
  applyMany: ({ calls }) => calls.removeMany,
  undoMany: ({ calls }) => calls.restoreMany,
};

async function putTags(noun: Noun, seen: NounRecord, wanted: (tags: readonly string[]) => readonly string[]): Promise<NounRecord> {
  const put = ({ id, tags = [], etag }: NounRecord) => noun.calls.update(id, { tags: wanted(tags) }, ['tags'], { ifMatch: etag });
  try {
    return await put(seen);
  } catch (thrown) {
    if (!isRefusal(thrown, 412)) throw thrown;
    return put(await noun.calls.get(seen.id, {}, ['tags']));
  }
}
