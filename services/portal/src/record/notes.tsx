import { Button } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { notesCalls } from './record-calls.js';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { NoteRow } from './note-row.js';
import { useOpenRecord } from './open-record.js';

/** The notes on the open record, newest first. */
export function useNotes() {
  const { noun, record } = useOpenRecord();
  return useInfiniteQuery({
    queryKey: keys.notes(noun.name, record.id),
    queryFn: ({ pageParam, signal }) => notesCalls.listNotes({ noun: noun.name, id: record.id, pageToken: pageParam }, { signal }),
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
      {pinnedFirst(notes).map((note) => (
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

function pinnedFirst<Pinnable extends { readonly pinned: boolean }>(notes: readonly Pinnable[]): readonly Pinnable[] {
  return [...notes.filter(({ pinned }) => pinned), ...notes.filter(({ pinned }) => !pinned)];
}
