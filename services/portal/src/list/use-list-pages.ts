import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { keys } from '../api/keys.js';
import type { Noun } from '../nouns/noun.js';
import type { ListCall } from './list-search.js';

/** Which records, and what of them. */
export interface PagesCall extends ListCall {
  /** As `askedFields` names them. */
  readonly fields: string;
}

/** The records of a call, page by page. */
export function useListPages(noun: Noun, call: PagesCall, pageSize: number) {
  const query = useInfiniteQuery({
    queryKey: [...keys.lists(noun.name), call, pageSize],
    queryFn: ({ pageParam, signal }) => noun.calls.list({ ...call, pageToken: pageParam, pageSize }, { signal }),
    // What stood there stays until what was asked for has come.
    placeholderData: keepPreviousData,
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const pages = query.data?.pages;
  const records = useMemo(() => pages?.flatMap((page) => page.records) ?? [], [pages]);
  return { ...query, readOn, records };
}
