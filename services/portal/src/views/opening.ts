import { ViewService, type OpeningView } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callsOf } from '../api/api.js';
import { keys } from '../api/keys.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { sayTrouble } from '../states/toast.js';

const calls = callsOf(ViewService);

/** Stands for the view with which a list opens while it is not known. */
export const notYetKnown = '?';

/** The view with which a list opens, as the reader chose it, else the noun; nothing for all records. */
export function useOpening(noun: Pick<Noun, 'name' | 'opens'>): string | undefined {
  const isAllowed = may(useMe(), 'views.read');
  const { data, isPending } = useQuery({
    queryKey: keys.openings,
    queryFn: async ({ signal }): Promise<readonly OpeningView[]> => (await calls.listOpeningViews({}, { signal })).openingViews,
    enabled: isAllowed,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isAllowed && isPending) return notYetKnown;
  const chosen = data?.find((each) => each.noun === noun.name)?.view ?? noun.opens;
  return chosen === 'all' ? undefined : chosen;
}

/** Has the list open with a view from now on, wherever its reader signs in. */
export function useOpenWith({ name }: Pick<Noun, 'name'>): (view: string) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (view: string) => calls.chooseOpeningView({ noun: name, view }),
    onSuccess: (chosen) =>
      client.setQueryData<readonly OpeningView[]>(keys.openings, (before = []) => [...before.filter(({ noun }) => noun !== chosen.noun), chosen]),
    onError: sayTrouble,
  });
  return mutate;
}
