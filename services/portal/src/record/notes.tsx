import { ActionIcon, Button } from '@mantine/core';
import type { Note } from '@rapport/contracts/client';
import { IconNote, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.js';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { useColleagues } from '../session/colleagues.js';
import { useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { offerUndo, sayTrouble } from '../states/toast.js';
import { NoteBody } from './note-body.js';
import { useOpenRecord } from './open-record.js';

/** The notes on the open record, newest first. */
export function useNotes() {
  const { noun, record } = useOpenRecord();
  return useInfiniteQuery({
    queryKey: keys.notes(noun.name, record.id),
    queryFn: ({ pageParam, signal }) => api.notes.listNotes({ noun: noun.name, id: record.id, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
}

export function Notes() {
  const say = useSay();
  const query = useNotes();
  if (query.isPending) return <Lines count={3} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const notes = query.data.pages.flatMap((page) => page.notes);
  if (notes.length === 0) return <State icon={IconNote} title={say('note.empty.title')} text={say('note.empty.text')} slim />;
  return (
    <ul className="feed">
      {notes.map((note) => (
        <NoteRow key={note.id} note={note} />
      ))}
      {query.hasNextPage && (
        <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('action.more')}
        </Button>
      )}
    </ul>
  );
}

function NoteRow({ note }: { readonly note: Note }) {
  const say = useSay();
  const me = useMe();
  const format = useFormat();
  const { nameOf } = useColleagues();
  const remove = useRemoveNote(note);
  const author = nameOf(note.authorId) ?? '';
  const isMine = note.authorId === me.id || me.permissions['notes.write'] === 'tenant';
  return (
    <li className="note">
      <Face name={author} size="sm" />
      <div className="note-main">
        <div className="row small">
          <strong>{author}</strong>
          <span className="tiny soft">{note.createdAt && format.ago(dateOf(note.createdAt))}</span>
          {isMine && (
            <ActionIcon className="push" variant="subtle" color="gray" size="sm" aria-label={say('note.delete')} onClick={() => void remove()}>
              <IconTrash size={14} />
            </ActionIcon>
          )}
        </div>
        <NoteBody text={note.body} />
      </div>
    </li>
  );
}

function useRemoveNote({ id, etag }: Note): () => Promise<void> {
  const say = useSay();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.allNotes });
  const restore = () => api.notes.restoreNote({ id }).then(refresh).catch(sayTrouble);
  return () =>
    api.notes
      .deleteNote({ id, etag })
      .then(() => {
        void refresh();
        offerUndo(say('note.deleted'), () => void restore());
      })
      .catch(sayTrouble);
}
