import type { OpeningView } from '@rapport/contracts/client';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';

/** Stands for the view with which a list opens while it is not known. */
export const notYetKnown = '?';

/** The view with which a list opens, as the reader chose it, else the noun; nothing for all records. */
export function useOpening(noun: Pick<Noun, 'name' | 'opens'>): string | undefined {
  const isAllowed = may(useMe(), 'views.read');
  const { data, isPending } = useQuery({
    queryKey: keys.openings,
    queryFn: async ({ signal }): Promise<readonly OpeningView[]> => {
      // The first list does not wait for the whole contract of views.
      const { viewCalls } = await import('./view-calls.js');
      return (await viewCalls.listOpeningViews({}, { signal })).openingViews;
    },
    enabled: isAllowed,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isAllowed && isPending) return notYetKnown;
  const chosen = data?.find((each) => each.noun === noun.name)?.view ?? noun.opens;
  return chosen === 'all' ? undefined : chosen;
}
