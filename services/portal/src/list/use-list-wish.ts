import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import type { Field } from '../fields/field.js';
import { useFields } from '../fields/use-fields.js';
import type { Noun } from '../nouns/noun.js';
import { useOpening } from '../views/opening.js';
import { opensWith, readListSearch, split, wishIn, type ListSearch, type ListWish } from './list-search.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Conditions of a list that tell of a person: kept with the page in the browser, never in its address. */
    readonly personal?: string;
    /** The view that stands in the address was opened here: the rest of the address is what became of it since. */
    readonly applied?: string;
  }
}

interface ListWishing {
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  /** What stands in the address is still to be opened: a view, or the one that this list opens with. */
  readonly opens: string | undefined;
  /** The fields that a list can be narrowed by. */
  readonly fields: readonly Field[];
}

type Place = [address: ListSearch, personal: string, applied: string | null | undefined];

/** What a list shows, and how to show something else. */
export function useListWish(noun: Noun): ListWishing {
  const navigate = useNavigate();
  const { own, custom, kept } = useFields(noun);
  const opening = useOpening(noun);
  const place = usePlace(noun);
  const [address, personal, applied] = useMemo(() => JSON.parse(place) as Place, [place]);
  const wish = useMemo(() => wishIn(address, personal, noun), [address, personal, noun]);
  const fields = useMemo(() => [...own, ...kept, ...custom].filter(({ filterPath }) => filterPath !== undefined), [own, custom, kept]);
  const opens = opensWith(address, { personal, applied: applied ?? undefined, opening });
  const change = (next: ListWish) => {
    const { search, personal: beside } = split(next, fields, noun);
    void navigate({ to: noun.path, search, state: { personal: beside, ...(next.view && { applied: next.view }) }, replace: next.view === wish.view });
  };
  return { wish, change, fields, opens };
}

/** What stands in the list's address and what was kept beside it, both of one moment; as it was last while the browser is on its way elsewhere. */
function usePlace({ path }: Pick<Noun, 'path'>): string {
  const now = useRouterState({
    select: ({ location: { pathname, search, state } }) =>
      pathname === path ? JSON.stringify([readListSearch(search), state.personal ?? '', state.applied] satisfies Place) : undefined,
  });
  const last = useRef('[{},"",null]');
  last.current = now ?? last.current;
  return last.current;
}
