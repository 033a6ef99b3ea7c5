import type { Consent } from '@rapport/contracts/client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { calls } from './consent-calls.js';

/** What somebody says, as a form has it. */
export type SayingDraft = Partial<Pick<Consent, 'purpose' | 'channel' | 'action' | 'way' | 'evidence'>> & { readonly action: string };

/** How things stand with a person, in the language of the page. */
export function useStates(contactId: string) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...keys.consents(contactId), 'states', locale],
    queryFn: ({ signal }) => calls.consents.listConsentStates({ contactId }, { signal }),
  });
}

/** What a person said, page after page. */
export function useHistory(contactId: string) {
  return useInfiniteQuery({
    queryKey: [...keys.consents(contactId), 'history'],
    queryFn: ({ pageParam, signal }) => calls.consents.listConsents({ contactId, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
}

/** Writes down what a person said; what is on the page is read anew then. */
export function useSaying(contactId: string, done: () => void) {
  const client = useQueryClient();
  const language = useLocale();
  const { write, discard } = useKeyedWrite();
  const mutation = useMutation({
    mutationFn: (draft: SayingDraft) =>
      write({ contactId, ...draft }, (sending) => calls.consents.recordConsent({ consent: { contactId, language, ...draft } }, sending)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.consents(contactId) });
      done();
    },
  });
  return { ...mutation, discard };
}
