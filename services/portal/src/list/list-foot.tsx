import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';

interface ListFootProps {
  readonly noun: Noun;
  readonly filter: string;
  readonly shown: number;
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isError: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** How far the list has come, and on demand how far it goes. */
export function ListFoot({ noun, filter, shown, query }: ListFootProps) {
  const say = useSay();
  return (
    <div className="list-foot small soft tabular">
      <span role="status">{say('list.shown', { n: shown })}</span>
      {query.hasNextPage && <Total key={filter} noun={noun} filter={filter} />}
      {query.isFetchingNextPage && <Loader size="xs" type="dots" />}
      {query.isError && (
        <Button variant="default" size="compact-sm" onClick={() => void query.fetchNextPage()}>
          {say('action.more')}
        </Button>
      )}
    </div>
  );
}

function Total({ noun, filter }: Pick<ListFootProps, 'noun' | 'filter'>) {
  const say = useSay();
  const [isWanted, setWanted] = useState(false);
  const count = useQuery({ queryKey: [...keys.counts(noun.name), filter], queryFn: ({ signal }) => noun.calls.count(filter, { signal }), enabled: isWanted });
  if (count.data !== undefined) return <span role="status">{say('list.total', { n: count.data })}</span>;
  return (
    <Button variant="subtle" size="compact-sm" loading={count.isFetching} onClick={() => setWanted(true)}>
      {say('list.count')}
    </Button>
  );
}
