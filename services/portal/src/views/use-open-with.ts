import type { OpeningView } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import type { Noun } from '../nouns/noun.js';
import { sayTrouble } from '../states/toast.js';
import { viewCalls } from './view-calls.js';

/** Has the list open with a view from now on, wherever its reader signs in. */
export function useOpenWith({ name }: Pick<Noun, 'name'>): (view: string) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (view: string) => viewCalls.chooseOpeningView({ noun: name, view }),
    onSuccess: (chosen) =>
      client.setQueryData<readonly OpeningView[]>(keys.openings, (before = []) => [...before.filter(({ noun }) => noun !== chosen.noun), chosen]),
    onError: sayTrouble,
  });
  return mutate;
}
