import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import type { Field } from '../fields/field.js';
import type { FieldValue, NounRecord } from '../nouns/noun.js';
import { useSay } from '../i18n/text.js';
import { sayTold } from '../states/toast.js';
import { Unanswered } from '../states/unanswered.js';
import { useIsHere } from '../states/use-is-here.js';
import { useOpenRecord } from './open-record.js';
import { isConflict, settleSave, type Conflict, type FieldWish } from './settle-save.js';

/** Saves one field of the open record; where somebody else changed the same field meanwhile, the writer is asked. */
export function useFieldSave(field: Field, firstSeen: NounRecord, done: () => void) {
  const client = useQueryClient();
  const { noun, record } = useOpenRecord();
  const say = useSay();
  const isHere = useIsHere();
  const { write, discard } = useKeyedWrite();
  const [conflict, setConflict] = useState<Conflict>();
  const put = ({ value, seen }: FieldWish) =>
    write([field.path, value, seen.etag], (sending) => noun.calls.update(record.id, field.draft(value), field.paths, { ifMatch: seen.etag, ...sending }));
  const mutation = useMutation({
    mutationFn: (wish: FieldWish) => settleSave(field, wish, { put, read: (id) => noun.calls.get(id, {}) }),
    onSuccess: (outcome) => {
      const stands = isConflict(outcome) ? outcome.theirs : outcome;
      client.setQueryData(keys.record(noun.name, stands.id), stands);
      if (isConflict(outcome)) {
        // Whoever wrote it has gone on to something else while the line was broken.
        if (!isHere.current) sayTold(say('conflict.missed', { field: field.label, title: noun.titleOf(stands) }));
        return setConflict(outcome);
      }
      void client.invalidateQueries({ queryKey: keys.lists(noun.name) });
      return done();
    },
  });
  const save = (value: FieldValue, seen: NounRecord = firstSeen) => {
    setConflict(undefined);
    mutation.mutate({ value, seen });
  };
  return { save, isSaving: mutation.isPending, error: mutation.error instanceof Unanswered ? null : mutation.error, conflict, discard };
}
