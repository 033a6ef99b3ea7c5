import { ViewLayout, Visibility, type View } from '@rapport/contracts/client';
import type { Field } from '../fields/field.js';
import type { Say } from '../i18n/text.js';
import { conditionsIn, filterText, isWhole } from '../list/condition.js';
import type { Layout, ListWish } from '../list/list-search.js';
import type { Noun } from '../nouns/noun.js';

/** A list as somebody likes to look at it: kept by a person, or one that everybody has. */
export interface ListView {
  /** The id of what is kept, or the name of one that everybody has. */
  readonly id: string;
  readonly name: string;
  readonly wish: ListWish;
  /** The columns of its table; nothing where it leaves them as they are. */
  readonly columns: readonly string[] | undefined;
  readonly kept: View | undefined;
}

/** All records, as they open where nobody chose otherwise. */
export const everything = 'all';

const layoutWords: Readonly<Record<Layout, ViewLayout>> = { table: ViewLayout.TABLE, board: ViewLayout.BOARD, calendar: ViewLayout.CALENDAR };

/** The views that everybody has. */
export function starterViews({ views = [], opens, order }: Pick<Noun, 'views' | 'opens' | 'order'>, say: Say): readonly ListView[] {
  const starter = (id: 'all' | 'mine' | 'today' | 'overdue', filter: string): ListView => ({
    id,
    name: say(`view.${id}`),
    wish: { conditions: conditionsIn(filter), isAny: false, sort: order, layout: 'table', view: id },
    columns: undefined,
    kept: undefined,
  });
  const all = starter(everything, '');
  const others = views.map(({ name, filter }) => starter(name, filter));
  return opens ? [...others, all] : [all, ...others];
}

/** A view that somebody kept. */
export function keptView(view: View, { order }: Pick<Noun, 'order'>): ListView {
  const { id, name, filter, orderBy, layout, groupBy, dateField, columns } = view;
  const shown = (Object.keys(layoutWords) as Layout[]).find((each) => layoutWords[each] === layout) ?? 'table';
  const by = shown === 'board' ? groupBy : shown === 'calendar' ? dateField : '';
  return {
    id,
    name,
    wish: { conditions: conditionsIn(filter), isAny: isAnyOf(filter), sort: sortOf(orderBy) || order, layout: shown, view: id, ...(by && { by }) },
    columns: columns.length > 0 ? columns : undefined,
    kept: view,
  };
}

/** What a write says of a view to keep a list as it is now. */
export function draftOfWish({ conditions, isAny, sort, layout, by = '' }: ListWish, columns: readonly Field[]) {
  return {
    filter: filterText(conditions.filter(isWhole), isAny ? 'OR' : 'AND'),
    orderBy: sort.startsWith('-') ? `${sort.slice(1)} desc` : sort,
    layout: layoutWords[layout],
    groupBy: layout === 'board' ? by : '',
    dateField: layout === 'calendar' ? by : '',
    columns: columns.map(({ path }) => path),
  };
}

/** Whether a list no longer is as its view keeps it. */
export function isChanged({ wish, columns }: ListView, now: ListWish, shown: readonly Field[]): boolean {
  const said = (each: ListWish) =>
    JSON.stringify([
      filterText(each.conditions.filter(isWhole), each.isAny && each.conditions.length > 1 ? 'OR' : 'AND'),
      each.sort,
      each.layout,
      each.by ?? '',
    ]);
  return said(wish) !== said(now) || (columns !== undefined && columns.join() !== shown.map(({ path }) => path).join());
}

/** Who may see a view, from the fewest to all. */
export const visibilities = [
  { value: Visibility.PRIVATE, label: 'view.visibility.private' },
  { value: Visibility.TEAM, label: 'view.visibility.team' },
  { value: Visibility.TENANT, label: 'view.visibility.tenant' },
] as const;

function isAnyOf(filter: string): boolean {
  return /\bOR\b/.test(filter.replace(/"(?:[^"\\]|\\.)*"/g, ''));
}

function sortOf(orderBy: string): string {
  const [path = '', way] = orderBy.split(' ');
  return way === 'desc' ? `-${path}` : path;
}
