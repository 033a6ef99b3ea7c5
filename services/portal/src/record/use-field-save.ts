import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { isRefusal } from '../api/trouble.js';
import { isSame, type Field } from '../fields/field.js';
import type { FieldValue, NounRecord } from '../nouns/noun.js';
import { useSay } from '../i18n/text.js';
import { sayTold } from '../states/toast.js';
import { useIsHere } from '../states/use-is-here.js';
import { useOpenRecord } from './open-record.js';

/** A field that two people changed: what was there, what the other saved, what this one wants. */
export interface Conflict {
  readonly before: NounRecord;
  readonly theirs: NounRecord;
  readonly mine: FieldValue;
}

interface Wish {
  readonly value: FieldValue;
  /** The version that the writer has seen. */
  readonly seen: NounRecord;
}

/**
 * Saves one field on top of the version that was seen. Where somebody changed the record meanwhile, but not this field, it is saved on top of theirs;
 * where it was this field, the writer is asked.
 */
export function useFieldSave(field: Field, firstSeen: NounRecord, done: () => void) {
  const client = useQueryClient();
  const { noun, record } = useOpenRecord();
  const say = useSay();
  const isHere = useIsHere();
  const { write, discard } = useKeyedWrite();
  const [conflict, setConflict] = useState<Conflict>();
  const put = ({ value, seen }: Wish) =>
    write([field.path, value, seen.etag], (sending) => noun.calls.update(record.id, field.draft(value), field.paths, { ifMatch: seen.etag, ...sending }));
  const mutation = useMutation({
    mutationFn: async (wish: Wish): Promise<NounRecord | undefined> => {
      try {
        return await put(wish);
      } catch (thrown) {
        if (!isRefusal(thrown, 412)) throw thrown;
        const theirs = await noun.calls.get(record.id, {});
        client.setQueryData(keys.record(noun.name, record.id), theirs);
        if (isSame(field.read(theirs), field.read(wish.seen))) return put({ ...wish, seen: theirs });
        // Whoever wrote it has gone on to something else while the line was broken.
        if (!isHere.current) sayTold(say('conflict.missed', { field: field.label, title: noun.titleOf(theirs) }));
        setConflict({ before: wish.seen, theirs, mine: wish.value });
        return undefined;
      }
    },
    onSuccess: (saved) => {
      if (!saved) return;
      client.setQueryData(keys.record(noun.name, saved.id), saved);
      void client.invalidateQueries({ queryKey: keys.lists(noun.name) });
      done();
    },
  });
  const save = (value: FieldValue, seen: NounRecord = firstSeen) => {
    setConflict(undefined);
    mutation.mutate({ value, seen });
  };
  return { save, isSaving: mutation.isPending, error: mutation.error, conflict, discard };
}
