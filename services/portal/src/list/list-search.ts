import type { Field } from '../fields/field.js';
import type { Noun } from '../nouns/noun.js';
import { conditionsIn, filterText, type Condition } from './condition.js';

/** How a list is narrowed and ordered; in the address, so that it can be kept and sent. Nothing of it tells of a person. */
export interface ListSearch {
  /** A field, with `-` before it for the other way round. */
  readonly sort?: string;
  /** Conditions in the grammar of the API. */
  readonly filter?: string;
  /** One condition is enough. */
  readonly any?: true;
}

/** What a list shows: the conditions of its address, and those that may not stand there. */
export interface ListWish {
  readonly conditions: readonly Condition[];
  readonly isAny: boolean;
  readonly sort: string;
}

/** What of an address is understood; the rest is passed over. */
export function readListSearch({ sort, filter, any }: Readonly<Record<string, unknown>>): ListSearch {
  const conditions = typeof filter === 'string' ? conditionsIn(filter.slice(0, 4000)) : [];
  return {
    ...(typeof sort === 'string' && /^-?[a-z_][\w.-]*$/.test(sort) && { sort }),
    ...(conditions.length > 0 && { filter: filterText(conditions) }),
    ...(any === true && { any }),
  };
}

/** What is wished, as one address and the rest: conditions over fields that tell of a person stay out of it. */
export function split({ conditions, isAny, sort }: ListWish, fields: readonly Field[], noun: Pick<Noun, 'order'>): { search: ListSearch; personal: string } {
  const open = new Set(fields.filter(({ isPersonal }) => !isPersonal).map(({ filterPath }) => filterPath));
  const written = filterText(conditions.filter(({ path }) => open.has(path)));
  return {
    search: { ...(sort !== noun.order && { sort }), ...(written && { filter: written }), ...(isAny && { any: true as const }) },
    personal: filterText(conditions.filter(({ path }) => !open.has(path))),
  };
}

/** The wish of an address and what was kept beside it. */
export function wishIn({ sort, filter = '', any }: ListSearch, personal: string, noun: Pick<Noun, 'order'>): ListWish {
  return { conditions: [...conditionsIn(filter), ...conditionsIn(personal)], isAny: any === true, sort: sort ?? noun.order };
}

/** The same in the words of the API's lists. A condition that still lacks its value says nothing. */
export function callOf({ conditions, isAny, sort }: ListWish): { readonly filter: string; readonly orderBy: string } {
  const whole = conditions.filter(({ value }) => value !== '');
  return { filter: filterText(whole, isAny ? 'OR' : 'AND'), orderBy: sort.startsWith('-') ? `${sort.slice(1)} desc` : sort };
}
