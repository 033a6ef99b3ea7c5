import { Button } from '@mantine/core';
import type { ListAuditResponse } from '@rapport/contracts/client';
import { IconEye } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { AuditTable } from './audit-table.js';

interface AuditListProps {
  /** Names what is asked for, so that answers are told apart. */
  readonly name: readonly unknown[];
  readonly page: (pageToken: string, signal: AbortSignal) => Promise<ListAuditResponse>;
  readonly ofOne?: boolean;
  readonly emptyText: string;
}

/** Entries of the audit, page after page. */
export function AuditList({ name, page, ofOne = false, emptyText }: AuditListProps) {
  const say = useSay();
  const query = useInfiniteQuery({
    queryKey: [...keys.audit, ...name],
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    staleTime: 0,
  });
  if (query.isPending) return <Lines count={8} height={26} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const entries = query.data.pages.flatMap((each) => each.entries);
  if (entries.length === 0) return <State icon={IconEye} title={say('audit.empty.title')} text={emptyText} role="status" slim={ofOne} />;
  return (
    <>
      <AuditTable entries={entries} ofOne={ofOne} />
      <div className="list-foot">
        <span className="small soft tabular" role="status">
          {say('list.shown', { n: entries.length })}
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
