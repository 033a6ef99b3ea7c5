import { CallService, DealService } from '@rapport/contracts/client';
import { queryOptions } from '@tanstack/react-query';
import { callsOf } from '../api/api.js';
import { may, type Me } from '../session/me.js';
import type { TourStep } from './texts.js';

/** Somebody's call and deal, to be shown at. */
interface Example {
  readonly contactId: string;
  readonly callId: string;
  readonly dealId: string;
}

/** Looks for something to show: what is there already, such as the demo's. */
export const exampleQuery = (me: Me) =>
  queryOptions({
    queryKey: ['tour'],
    queryFn: async ({ signal }): Promise<Example> => {
      const [call] = may(me, 'calls.read') ? (await callsOf(CallService).listCalls({ pageSize: 1, filter: 'state = "done"' }, { signal })).calls : [];
      const [deal] = may(me, 'deals.read') ? (await callsOf(DealService).listDeals({ pageSize: 1 }, { signal })).deals : [];
      return { contactId: call?.contactId ?? '', callId: call?.id ?? '', dealId: deal?.id ?? '' };
    },
  });

/** What a step needs, and whom the demo has for it. */
const needs: Readonly<Record<TourStep, readonly [permission: string, who: string]>> = {
  call: ['calls.write', 'sofia'],
  transcript: ['calls.read', 'sofia'],
  proposals: ['proposals.read', 'sofia'],
  score: ['deals.read', 'sofia'],
  email: ['drafts.write', 'sofia'],
  ask: ['knowledge.ask', 'anna'],
  chat: ['', ''],
  consent: ['consents.write', 'sofia'],
};

/** Who may do a step in the demo, where the reader may not. */
export function whoElse(me: Me, step: TourStep): string | undefined {
  const [permission, who] = needs[step];
  return permission && !may(me, permission) ? who : undefined;
}

/** Where a step is shown; the chat is a page of its own, the knowledge base a panel of this one. */
export function pathOf(step: TourStep, { contactId, callId, dealId }: Example): `/${string}` | undefined {
  if (step === 'transcript' || step === 'proposals') return callId ? `/calls/${callId}` : '/people';
  if (step === 'score') return dealId ? `/deals/${dealId}` : '/deals';
  if (step === 'ask' || step === 'chat') return undefined;
  return contactId ? `/people/${contactId}` : '/people';
}
