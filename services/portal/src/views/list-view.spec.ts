import { ViewLayout, Visibility, type View } from '@rapport/contracts/client';
import { describe, expect, it } from '@jest/globals';
import type { Field } from '../fields/field.js';
import type { ListWish } from '../list/list-search.js';
import { draftOfWish, isChanged, keptView, starterViews } from './list-view.js';

const noun = { order: 'due_at', opens: 'mine', views: [{ name: 'mine', filter: 'owner_id = "@me" AND status = "open"' }] } as const;
const columns = [{ path: 'due_at' }, { path: 'priority' }] as Field[];
const kept = (draft: object): View => ({ id: 'v-1', name: 'Мои', visibility: Visibility.PRIVATE, ...draft }) as View;

describe('a view of a list', () => {
  it('is read back as the list that was kept', () => {
    const wish: ListWish = {
      conditions: [
        { path: 'tags', operator: ':', value: 'a OR b' },
        { path: 'due_at', operator: '~', value: '@week' },
      ],
      isAny: true,
      sort: '-due_at',
      layout: 'board',
      by: 'status',
    };
    const view = keptView(kept(draftOfWish(wish, columns)), noun);
    expect(view.wish).toEqual({ ...wish, view: 'v-1' });
    expect(view.columns).toEqual(['due_at', 'priority']);
    expect(isChanged(view, wish, columns)).toBe(false);
    expect(draftOfWish({ ...wish, isAny: false }, []).filter).toBe('tags:"a OR b" AND due_at:"@week"');
    expect(keptView(kept(draftOfWish({ ...wish, isAny: false }, [])), noun).wish.isAny).toBe(false);
  });

  it('is changed by another filter, order, layout, grouping or column, and not by a condition that is still being written', () => {
    const [mine] = starterViews(noun, (key) => key);
    const now = mine!.wish;
    const unfinished: ListWish = { ...now, conditions: [...now.conditions, { path: 'kind', operator: '=', value: '' }] };
    expect(isChanged(mine!, unfinished, columns)).toBe(false);
    for (const other of [{ sort: 'priority' }, { layout: 'calendar' as const }, { by: 'kind' }, { conditions: [] }])
      expect([other, isChanged(mine!, { ...now, ...other }, columns)]).toEqual([other, true]);
    const view = keptView(kept({ filter: '', orderBy: '', layout: ViewLayout.TABLE, columns: ['priority', 'due_at'] }), noun);
    expect(isChanged(view, view.wish, columns)).toBe(true);
  });

  it('that everybody has comes from the descriptor, and that of everything after it', () => {
    expect(starterViews(noun, (key) => key).map(({ id, name }) => [id, name])).toEqual([['mine', 'view.mine'], ['all', 'view.all']]); // prettier-ignore
  });
});
