import '@mantine/core/styles/Chip.layer.css';
import { Button, Chip, Group } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { timelineCalls } from './record-calls.js';
import { keys } from '../api/keys.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { useOpenRecord } from './open-record.js';
import { TimelineRow } from './timeline-row.js';

const filters: readonly { readonly name: string; readonly label: MessageKey; readonly kinds: readonly string[] }[] = [
  { name: 'all', label: 'timeline.filter.all', kinds: [] },
  { name: 'notes', label: 'timeline.filter.notes', kinds: ['note'] },
  { name: 'changes', label: 'timeline.filter.changes', kinds: ['created', 'changed', 'deleted', 'restored', 'related', 'unrelated'] },
  { name: 'calls', label: 'timeline.filter.calls', kinds: ['call', 'call-transcribed', 'meeting'] },
  { name: 'messages', label: 'timeline.filter.messages', kinds: ['email', 'chat'] },
  { name: 'sales', label: 'deal.many', kinds: ['lead-converted', 'deal-created', 'deal-moved', 'deal-won', 'deal-lost'] },
  { name: 'cases', label: 'case.many', kinds: ['case'] },
];

/** How often a new customer's history is looked for. */
const mostLooks = 5;

/** Everything that happened with the customer, newest first. */
export function Timeline() {
  const say = useSay();
  const [chosen, setChosen] = useState('all');
  if (!may(useMe(), 'timeline.read')) return null;
  return (
    <div>
      <Group gap="xs" className="timeline-filter" role="group" aria-label={say('timeline.filter')}>
        <Chip.Group value={chosen} onChange={(name) => setChosen(String(name))}>
          {filters.map(({ name, label }) => (
            <Chip key={name} value={name} size="xs" variant="light">
              {say(label)}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
      <Entries name={chosen} />
    </div>
  );
}

function Entries({ name }: { readonly name: string }) {
  const say = useSay();
  const { noun, record } = useOpenRecord();
  const kinds = filters.find((filter) => filter.name === name)?.kinds ?? [];
  const query = useInfiniteQuery({
    queryKey: [...keys.timeline(noun.name, record.id), name],
    queryFn: ({ pageParam, signal }) =>
      timelineCalls.listTimeline({ noun: noun.name, id: record.id, kinds: [...kinds], pageSize: 30, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    // A new customer's first line comes a moment after the customer, and nobody tells of it.
    refetchInterval: ({ state }) => kinds.length === 0 && state.data?.pages[0]?.entries.length === 0 && state.dataUpdateCount < mostLooks && 1000,
  });
  if (query.isPending) return <Lines count={5} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const entries = query.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0 && kinds.length > 0) return <p className="soft feed">{say('timeline.none')}</p>;
  if (entries.length === 0) return <State icon={IconTimeline} title={say('timeline.empty.title')} text={say('timeline.empty.text')} slim />;
  return (
    <>
      <ol className="feed timeline">
        {entries.map((entry) => (
          <TimelineRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('action.more')}
        </Button>
      )}
    </>
  );
}
