import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { changeInLists, fieldsInLists, putIntoLists } from '../api/fresh-lists.js';
import { keys } from '../api/keys.js';
import { isSame, type Field } from '../fields/field.js';
import { refusedAt } from '../fields/refused.js';
import { useSay } from '../i18n/text.js';
import type { FieldValue, Noun, NounRecord } from '../nouns/noun.js';
import { isConflict, settleSave, type Conflict, type FieldWish } from '../record/settle-save.js';
import { offerUndo, sayTrouble } from '../states/toast.js';
import { Unanswered } from '../states/unanswered.js';
import { withValue } from './with-value.js';

/** A conflict that waits to be settled. */
export interface CellConflict {
  readonly field: Field;
  readonly conflict: Conflict;
}

export interface CellSave {
  /** Shows the value at once and saves it; what is refused is as it was, and told. */
  readonly save: (field: Field, wish: FieldWish) => Promise<void>;
  readonly conflict: CellConflict | undefined;
  /** Leaves what the other saved. */
  readonly keepTheirs: () => void;
  /** Saves one's own on top of it. */
  readonly saveMine: () => void;
}

/** Saves single fields of a list's records where they stand: in cells, by dragging on a board or a calendar. `told` hears each record as it is shown from now on. */
export function useCellSave(noun: Noun, told?: (record: NounRecord) => void): CellSave {
  const client = useQueryClient();
  const say = useSay();
  const [conflict, setConflict] = useState<CellConflict>();
  const { inTurn, newest } = useTurns();
  const put = (field: Field) => (wish: FieldWish) => noun.calls.update(wish.seen.id, field.draft(wish.value), field.paths, { ifMatch: wish.seen.etag });
  const read = (field: Field) => (id: string) =>
    noun.calls.get(id, {}, [...new Set([...fieldsInLists(client, noun).split(','), ...field.paths.map((path) => path.split('.')[0]!)])]);
  const show = (field: Field, record: NounRecord, value: FieldValue) => {
    changeInLists(client, noun, record.id, (each) => withValue(each, field, value));
    told?.(withValue(record, field, value));
  };
  const settle = (record: NounRecord) => {
    putIntoLists(client, noun, record);
    told?.(record);
  };
  const send = async (field: Field, { value, seen }: FieldWish): Promise<NounRecord | undefined> => {
    await client.cancelQueries({ queryKey: keys.lists(noun.name) });
    show(field, newest(field, seen), value);
    try {
      const outcome = await settleSave(field, { value, seen: newest(field, seen) }, { put: put(field), read: read(field) });
      settle(isConflict(outcome) ? outcome.theirs : outcome);
      void client.invalidateQueries({ queryKey: keys.record(noun.name, seen.id), exact: true });
      if (!isConflict(outcome)) return outcome;
      setConflict({ field, conflict: outcome });
    } catch (thrown) {
      show(field, newest(field, seen), field.read(seen));
      if (!(thrown instanceof Unanswered)) sayTrouble(refusedAt(field, noun, thrown, say));
    }
    return undefined;
  };
  const save = async (field: Field, wish: FieldWish) => {
    const before = field.read(wish.seen);
    const saved = await inTurn(wish.seen, () => send(field, wish));
    if (!saved) return;
    const undo = () => void inTurn(saved, () => send(field, { value: before, seen: saved }));
    offerUndo(say('cell.saved', { field: field.label, title: noun.titleOf(saved) }), undo, 'cell');
  };
  const saveMine = () => {
    if (conflict) void save(conflict.field, { value: conflict.conflict.mine, seen: conflict.conflict.theirs });
    setConflict(undefined);
  };
  return { save, conflict, keepTheirs: () => setConflict(undefined), saveMine };
}

/** What this page itself made of a record, and of which versions. */
interface Made {
  readonly record: NounRecord;
  readonly of: ReadonlySet<string>;
}

/** Changes of one record follow one another, each on top of what the one before made. */
function useTurns() {
  const turns = useRef(new Map<string, Promise<unknown>>());
  const made = useRef(new Map<string, Made>());
  const inTurn = (seen: NounRecord, act: () => Promise<NounRecord | undefined>) => {
    const turn = (turns.current.get(seen.id) ?? Promise.resolve()).then(act).then((record) => {
      if (record) made.current.set(seen.id, { record, of: new Set([...(made.current.get(seen.id)?.of ?? []), seen.etag]) });
      return record;
    });
    turns.current.set(seen.id, turn);
    return turn;
  };
  /** The newest version that this page made of the one that was seen, as long as the field in it is still what was seen. */
  const newest = (field: Field, seen: NounRecord): NounRecord => {
    const own = made.current.get(seen.id);
    return own?.of.has(seen.etag) && isSame(field.read(own.record), field.read(seen)) ? own.record : seen;
  };
  return { inTurn, newest };
}
