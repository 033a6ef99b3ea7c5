import type { Field } from '../fields/field.js';
import type { Noun } from '../nouns/noun.js';
import { askedText, conditionsIn, filterText, isWhole, type Condition } from './condition.js';

/** The ways in which a list shows its records. */
export const layouts = ['table', 'board', 'calendar'] as const;
export type Layout = (typeof layouts)[number];

/** How a list is narrowed, ordered and laid out; in the address, so that it can be kept and sent. Nothing of it tells of a person. */
export interface ListSearch {
  /** A field, with `-` before it for the other way round. */
  readonly sort?: string;
  /** Conditions in the grammar of the API. */
  readonly filter?: string;
  /** One condition is enough. */
  readonly any?: true;
  readonly layout?: Exclude<Layout, 'table'>;
  /** The field whose values are the columns of a board, or whose days a calendar shows. */
  readonly by?: string;
  /** The saved view that it began with. */
  readonly view?: string;
}

/** What a list shows: the conditions of its address, and those that may not stand there. */
export interface ListWish {
  readonly conditions: readonly Condition[];
  readonly isAny: boolean;
  readonly sort: string;
  readonly layout: Layout;
  readonly by?: string;
  readonly view?: string;
}

const pathShape = /^[a-z_][\w.-]*$/;

/** What of an address is understood; the rest is passed over. */
export function readListSearch({ sort, filter, any, layout, by, view }: Readonly<Record<string, unknown>>): ListSearch {
  const conditions = typeof filter === 'string' ? conditionsIn(filter.slice(0, 4000)) : [];
  return {
    ...(typeof sort === 'string' && pathShape.test(sort.replace(/^-/, '')) && { sort }),
    ...(conditions.length > 0 && { filter: filterText(conditions) }),
    ...(any === true && { any }),
    ...((layout === 'board' || layout === 'calendar') && { layout }),
    ...(typeof by === 'string' && pathShape.test(by) && { by }),
    ...(typeof view === 'string' && /^[\w-]{1,64}$/.test(view) && { view }),
  };
}

/** What is wished, as one address and the rest: conditions over fields that tell of a person stay out of it. */
export function split(wish: ListWish, fields: readonly Field[], noun: Pick<Noun, 'order'>): { search: ListSearch; personal: string } {
  const { conditions, isAny, sort, layout, by, view } = wish;
  const open = new Set(fields.filter(({ isPersonal }) => !isPersonal).map(({ filterPath }) => filterPath));
  const written = filterText(conditions.filter(({ path }) => open.has(path)));
  const search: ListSearch = {
    ...(sort !== noun.order && { sort }),
    ...(written && { filter: written }),
    ...(isAny && { any: true as const }),
    ...(layout !== 'table' && { layout }),
    ...(by && { by }),
    ...(view && { view }),
  };
  return { search, personal: filterText(conditions.filter(({ path }) => !open.has(path))) };
}

/** The wish of an address and what was kept beside it. */
export function wishIn({ sort, filter = '', any, layout, by, view }: ListSearch, personal: string, noun: Pick<Noun, 'order'>): ListWish {
  const conditions = [...conditionsIn(filter), ...conditionsIn(personal)];
  return { conditions, isAny: any === true, sort: sort ?? noun.order, layout: layout ?? 'table', ...(by && { by }), ...(view && { view }) };
}

/** What a page of the browser knows beside its address. */
interface Beside {
  readonly personal: string;
  /** The view that was opened on it. */
  readonly applied: string | undefined;
  /** The view with which the list opens. */
  readonly opening: string | undefined;
}

/** The view that is still to be opened: the one that an address names and nothing else, or, where it names nothing, the one with which the list opens. */
export function opensWith({ view, ...rest }: ListSearch, { personal, applied, opening }: Beside): string | undefined {
  if (Object.keys(rest).length > 0 || personal || (view && view === applied)) return undefined;
  return view ?? opening;
}

/** How records are asked for in the words of the API's lists. */
export interface ListCall {
  readonly filter: string;
  readonly orderBy: string;
}

/** The same in the words of the API's lists. A condition that still lacks its value says nothing; “today” is the day on which one asks. */
export function callOf(
  { conditions, isAny, sort }: Pick<ListWish, 'conditions' | 'isAny' | 'sort'>,
  fields: readonly Field[],
  me: string,
  now = new Date(),
): ListCall {
  const isDay = (path: string) => fields.some((field) => field.filterPath === path && field.kind === 'date');
  return {
    filter: askedText(conditions.filter(isWhole), isAny ? 'OR' : 'AND', isDay, { now, me }),
    orderBy: sort.startsWith('-') ? `${sort.slice(1)} desc` : sort,
  };
}

/** The records of a call that also fulfil another condition. */
export function narrowed({ filter, orderBy }: ListCall, further: string): ListCall {
  return { filter: filter && further ? `(${filter}) AND ${further}` : filter || further, orderBy };
}
