import { describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { changeInLists, fieldsInLists, freshenLists, isInLongList } from './fresh-lists.js';
import { keys } from './keys.js';

const noun = { name: 'contact' } as Noun;
const call = { filter: '', orderBy: '', fields: 'title,status' };
const record = (id: string, rest: object = {}) => ({ id, ...rest }) as NounRecord;

function clientWith(pages: number): QueryClient {
  const client = new QueryClient();
  const page = (at: number) => ({ records: [record(`a${at}`), record(`b${at}`)], nextPageToken: '' });
  client.setQueryData([...keys.lists('contact'), call], { pages: Array.from({ length: pages }, (_, at) => page(at)), pageParams: [] });
  return client;
}

const listOf = (client: QueryClient) => client.getQueryCache().find({ queryKey: [...keys.lists('contact'), call] })!.state;

describe('lists of which records changed', () => {
  it('are read anew while they are short', () => {
    const client = clientWith(3);
    freshenLists(client, noun, [record('a0')]);
    expect([listOf(client).isInvalidated, isInLongList(client, noun, 'a0')]).toEqual([true, false]);
  });

  it('are mended in place when they are long: what changed is changed, what was deleted is gone', () => {
    const client = clientWith(4);
    expect([isInLongList(client, noun, 'b3'), isInLongList(client, noun, 'c9')]).toEqual([true, false]);
    freshenLists(client, noun, [record('a0', { etag: '2' }), record('b3', { deletedAt: {} })]);
    const { pages } = listOf(client).data as { pages: { records: NounRecord[] }[] };
    expect(pages[0]!.records[0]).toEqual({ id: 'a0', etag: '2' });
    expect(pages[3]!.records.map(({ id }) => id)).toEqual(['a3']);
    expect(listOf(client).isInvalidated).toBe(false);
  });
  it('keep their own fields of a record of which one is changed before it is saved', () => {
    const client = clientWith(1);
    client.setQueryData([...keys.lists('contact'), { ...call, fields: 'title,phones' }], {
      pages: [{ records: [record('a0', { phones: ['1'] })], nextPageToken: '' }],
      pageParams: [],
    });
    changeInLists(client, noun, 'a0', (each) => ({ ...each, title: 'new' }) as NounRecord);
    const lists = client
      .getQueriesData<{ pages: { records: NounRecord[] }[] }>({ queryKey: keys.lists('contact') })
      .map(([, list]) => list!.pages[0]!.records[0]);
    expect(lists).toEqual([
      { id: 'a0', title: 'new' },
      { id: 'a0', title: 'new', phones: ['1'] },
    ]);
    expect(fieldsInLists(client, noun).split(',')).toEqual(['title', 'status', 'phones']);
  });
});
