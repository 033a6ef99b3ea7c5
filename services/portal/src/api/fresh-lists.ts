import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { FoundPage, Noun, NounRecord } from '../nouns/noun.js';
import { keys } from './keys.js';

/** Lists that were read further than so many pages are mended row by row: reading them anew would be many reads, and each is written into the audit. */
const mostReadAnew = 3;

type List = InfiniteData<FoundPage, string>;

/** Brings changed records into the lists where they stand; short lists are read anew, so that new ones come in and the order is right. */
export function freshenLists(client: QueryClient, noun: Pick<Noun, 'name'>, records: readonly NounRecord[]): void {
  const fresh = new Map(records.map((record) => [record.id, record]));
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: keys.lists(noun.name) })) {
    const list = state.data as List | undefined;
    if (!list || list.pages.length <= mostReadAnew) void client.invalidateQueries({ queryKey, exact: true });
    else client.setQueryData<List>(queryKey, { ...list, pages: list.pages.map((page) => mended(page, fresh)) });
  }
}

/** Puts a record as it is now, or will be in a moment, into every list where it stands. Nothing is read and no row changes its place. */
export function putIntoLists(client: QueryClient, noun: Pick<Noun, 'name'>, record: NounRecord): void {
  const fresh = new Map([[record.id, record]]);
  client.setQueriesData<List>({ queryKey: keys.lists(noun.name) }, (list) => list && { ...list, pages: list.pages.map((page) => mended(page, fresh)) });
}

/** A record as it stands in some list. */
export function recordInLists(client: QueryClient, noun: Pick<Noun, 'name'>, id: string): NounRecord | undefined {
  for (const [, list] of client.getQueriesData<List>({ queryKey: keys.lists(noun.name) })) {
    const found = list?.pages.flatMap(({ records }) => records).find((record) => record.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Whether a list stands there that would have to be mended for the record. */
export function isInLongList(client: QueryClient, noun: Pick<Noun, 'name'>, id: string): boolean {
  return client
    .getQueriesData<List>({ queryKey: keys.lists(noun.name) })
    .some(([, list]) => list !== undefined && list.pages.length > mostReadAnew && list.pages.some(({ records }) => records.some((record) => record.id === id)));
}

function mended(page: FoundPage, fresh: ReadonlyMap<string, NounRecord>): FoundPage {
  if (!page.records.some(({ id }) => fresh.has(id))) return page;
  return { ...page, records: page.records.map((record) => fresh.get(record.id) ?? record).filter(({ deletedAt }) => deletedAt === undefined) };
}
