import { Button } from '@mantine/core';
import { IconFilterOff, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { wishOf, type ListSearch } from './list-search.js';
import { RecordTable } from './record-table.js';

interface RecordListProps {
  readonly noun: Noun;
  readonly search: ListSearch;
  readonly clearSearch: () => void;
  readonly create: (() => void) | undefined;
}

/** The records of a noun that the search lets through, page after page. */
export function RecordList({ noun, search, clearSearch, create }: RecordListProps) {
  const say = useSay();
  const query = useInfiniteQuery({
    queryKey: [...keys.lists(noun.name), search],
    queryFn: ({ pageParam, signal }) => noun.calls.list({ ...wishOf(search, noun), pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
  if (query.isPending) return <Lines count={9} height={30} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const records = query.data.pages.flatMap((page) => page.records);
  if (records.length === 0) return Object.keys(search).length > 0 ? <NoneMatch clear={clearSearch} /> : <NoneYet noun={noun} create={create} />;
  return (
    <>
      <RecordTable noun={noun} records={records} />
      <div className="list-foot">
        <span className="small soft tabular" role="status">
          {say('list.shown', { n: records.length })}
        </span>
        {query.hasNextPage && (
          <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {say('action.more')}
          </Button>
        )}
      </div>
    </>
  );
}

function NoneMatch({ clear }: { readonly clear: () => void }) {
  const say = useSay();
  return (
    <State icon={IconFilterOff} title={say('list.none.title')} text={say('list.none.text')} role="status">
      <Button variant="default" size="xs" onClick={clear}>
        {say('list.filter.clear')}
      </Button>
    </State>
  );
}

function NoneYet({ noun, create }: Pick<RecordListProps, 'noun' | 'create'>) {
  const say = useSay();
  return (
    <State icon={IconUsers} title={say(`${noun.name}.empty.title`)} text={say(`${noun.name}.empty.text`)}>
      {create && (
        <Button size="xs" onClick={create}>
          {say(`${noun.name}.create`)}
        </Button>
      )}
    </State>
  );
}
