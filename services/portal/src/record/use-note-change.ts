import type { Note } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notesCalls } from './record-calls.js';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { offerUndo, sayTrouble } from '../states/toast.js';

/** What can be changed of a note. */
type Change = { readonly body: string } | { readonly pinned: boolean };

/** Changes a note on top of the version that was seen. */
export function useNoteChange({ id, etag }: Note, done: () => void) {
  const client = useQueryClient();
  const { write, discard } = useKeyedWrite();
  const mutation = useMutation({
    mutationFn: (change: Change) =>
      write([id, etag, change], (sending) =>
        notesCalls.updateNote({ note: { id, ...change }, updateMask: { paths: Object.keys(change) } }, { ifMatch: etag, ...sending }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.allNotes });
      done();
    },
    onError: (error, change) => 'pinned' in change && sayTrouble(error),
  });
  return { change: (change: Change) => mutation.mutate(change), isSaving: mutation.isPending, error: mutation.error, discard };
}

/** Deletes a note and offers to undo it. */
export function useRemoveNote({ id, etag }: Note): () => Promise<void> {
  const say = useSay();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.allNotes });
  const restore = () => notesCalls.restoreNote({ id }).then(refresh).catch(sayTrouble);
  return () =>
    notesCalls
      .deleteNote({ id, etag })
      .then(() => {
        void refresh();
        offerUndo(say('note.deleted'), () => void restore());
      })
      .catch(sayTrouble);
}
