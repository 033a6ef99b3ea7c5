import { CallState, type Call, type DecideProposalRequest } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { calls } from './calls-of.js';

/** While something is done with a call, it is looked at again so often, should the line to the live changes be broken. */
const lookAgainMs = 2500;

/** Whether something is done with the call now. */
export function isAtWork({ state }: Pick<Call, 'state'>): boolean {
  return state >= CallState.WAITING && state < CallState.DONE;
}

/** The calls with one person, newest first. */
export function useCallsWith(contactId: string) {
  return useQuery({
    queryKey: keys.calls(contactId),
    queryFn: ({ signal }) => calls.calls.listCalls({ filter: `contact_id = "${contactId}"`, orderBy: 'started_at desc', pageSize: 100 }, { signal }),
    refetchInterval: (query) => (query.state.data?.calls.some(isAtWork) ? lookAgainMs : false),
  });
}

/** One call, in the language of the page. */
export function useCall(id: string) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...keys.call(id), locale],
    queryFn: ({ signal }) => calls.calls.getCall({ id }, { signal }),
    refetchInterval: (query) => (query.state.data && isAtWork(query.state.data) ? lookAgainMs : false),
  });
}

/** What was said in it so far. */
export function useTranscript(call: Call) {
  return useQuery({
    queryKey: [...keys.call(call.id), 'transcript'],
    queryFn: ({ signal }) => calls.calls.getTranscript({ id: call.id }, { signal }),
    refetchInterval: isAtWork(call) ? lookAgainMs : false,
  });
}

/** What was understood in it. */
export function useProposals(call: Call) {
  return useQuery({
    queryKey: [...keys.call(call.id), 'proposals', call.state],
    queryFn: ({ signal }) => calls.proposals.listProposals({ id: call.id }, { signal }),
  });
}

/** Decides about a proposal; what is on the page is read anew then. */
export function useDecision(callId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: Pick<DecideProposalRequest, 'proposalId' | 'verdict'> & { readonly value?: string; readonly dueDate?: string }) =>
      calls.proposals.decideProposal({ id: callId, ...decision }),
    onSettled: () => client.invalidateQueries({ queryKey: [...keys.call(callId), 'proposals'] }),
  });
}

/** Stops the work on a call, or begins it again. */
export function useCallChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: 'cancel' | 'retry') => (what === 'cancel' ? calls.calls.cancelCall({ id }) : calls.calls.retryCall({ id })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.call(id) }),
  });
}
