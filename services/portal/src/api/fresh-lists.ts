import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { PagesCall } from '../list/use-list-pages.js';
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

/** Puts a record as it is now into every list where it stands. Nothing is read and no row changes its place. */
export function putIntoLists(client: QueryClient, noun: Pick<Noun, 'name'>, record: NounRecord): void {
  const fresh = new Map([[record.id, record]]);
  client.setQueriesData<List>({ queryKey: keys.lists(noun.name) }, (list) => list && { ...list, pages: list.pages.map((page) => mended(page, fresh)) });
}

/** Changes a record in every list where it stands; each list has its own fields of it, and keeps them. */
export function changeInLists(client: QueryClient, noun: Pick<Noun, 'name'>, id: string, change: (record: NounRecord) => NounRecord): void {
  const page = (before: FoundPage): FoundPage =>
    before.records.some((record) => record.id === id) ? { ...before, records: before.records.map((each) => (each.id === id ? change(each) : each)) } : before;
  client.setQueriesData<List>({ queryKey: keys.lists(noun.name) }, (list) => list && { ...list, pages: list.pages.map(page) });
}

/** The fields that the lists on the page have of their records, separated by commas: what is read to mend them, and no more. */
export function fieldsInLists(client: QueryClient, noun: Pick<Noun, 'name'>): string {
  const calls = client
    .getQueryCache()
    .findAll({ queryKey: keys.lists(noun.name) })
    .map(({ queryKey }) => queryKey[keys.lists(noun.name).length] as PagesCall);
  return [...new Set(calls.flatMap(({ fields }) => fields.split(',')))].join(',');
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
