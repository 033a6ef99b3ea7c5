import { ScoringModelService } from '@rapport/contracts/client';
import { useQuery } from '@tanstack/react-query';
import { callsOf } from '../api/api.js';
import { keys } from '../api/keys.js';

/** What pages about scoring call; loaded with the first of them. */
export const scoringCalls = callsOf(ScoringModelService);

/** Every model, and how scoring stands; read again while a training runs. */
export function useScoring() {
  return useQuery({
    queryKey: keys.scoring,
    queryFn: ({ signal }) => scoringCalls.listScoringModels({}, { signal }),
    refetchInterval: ({ state }) => (state.data?.standings.some(({ training }) => isUnderWay(training?.state)) ? 700 : false),
  });
}

export function isUnderWay(state: string | undefined): boolean {
  return state === 'waiting' || state === 'running';
}
