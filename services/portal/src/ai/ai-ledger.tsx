import './ai.css';
import { Button } from '@mantine/core';
import type { AiUse } from '@rapport/contracts/client';
import { IconSparkles } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { aiCalls } from './ai-calls.js';
import { AiRecordRow } from './ai-record-row.js';

interface AiLedgerProps {
  /** Which entries are asked for. */
  readonly wish: { readonly use?: AiUse; readonly aboutId?: string; readonly subjectId?: string };
}

/** What models gave and what people made of it, newest first. */
export function AiLedger({ wish }: AiLedgerProps) {
  const say = useSay();
  const query = useInfiniteQuery({
    queryKey: [...keys.aiLedger, wish],
    queryFn: ({ pageParam, signal }) => aiCalls.ledger.listAiRecords({ ...wish, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
  if (query.isPending) return <Lines count={8} height={26} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const records = query.data.pages.flatMap((page) => page.records);
  if (records.length === 0) return <State icon={IconSparkles} title={say('ai.none')} text={say('ai.noneText')} role="status" slim />;
  return (
    <>
      <ul className="ai-records">
        {records.map((record) => (
          <AiRecordRow key={record.id} record={record} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('action.more')}
        </Button>
      )}
    </>
  );
}
