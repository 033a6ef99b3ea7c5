import { isRefusal } from '../api/trouble.js';
import { isSame, type Field } from '../fields/field.js';
import type { FieldValue, NounRecord } from '../nouns/noun.js';

/** A field that two people changed: what was there, what the other saved, what this one wants. */
export interface Conflict {
  readonly before: NounRecord;
  readonly theirs: NounRecord;
  readonly mine: FieldValue;
}

/** What somebody wants a field to be. */
export interface FieldWish {
  readonly value: FieldValue;
  /** The version that the writer has seen. */
  readonly seen: NounRecord;
}

/** How a field is written, and how the record is read again when somebody else was there first. */
export interface FieldDoors {
  readonly put: (wish: FieldWish) => Promise<NounRecord>;
  readonly read: (id: string) => Promise<NounRecord>;
}

/**
 * Saves one field on top of the version that was seen. Where somebody changed the record meanwhile, but not this field, it is saved on top of theirs;
 * where it was this field, nothing is saved and the conflict is told.
 */
export async function settleSave(field: Field, wish: FieldWish, { put, read }: FieldDoors): Promise<NounRecord | Conflict> {
  try {
    return await put(wish);
  } catch (thrown) {
    if (!isRefusal(thrown, 412)) throw thrown;
    const theirs = await read(wish.seen.id);
    if (isSame(field.read(theirs), field.read(wish.seen))) return put({ ...wish, seen: theirs });
    return { before: wish.seen, theirs, mine: wish.value };
  }
}

export function isConflict(outcome: NounRecord | Conflict): outcome is Conflict {
  return 'theirs' in outcome;
}
