import { BookService, createCalls, CustomFieldService, SearchService } from '@rapport/contracts/client';
import { currentLocale } from '../i18n/locale.js';
import { announceSessionOver } from '../session/session-over.js';
import { connectionBack } from './connection.js';
import { keepTrace } from './last-trace.js';
import { sendPatiently } from './patient-send.js';

/** Calls the gateway as the portal does: in the page's language, marked as a page of ours, aware of a broken line and of a session that has ended. */
export async function portalFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', currentLocale());
  headers.set('x-rapport-csrf', '1');
  const send = () => fetch(input, { ...init, headers, credentials: 'same-origin' });
  const response = await (headers.has('idempotency-key') ? sendPatiently(send, init.signal) : sendOnce(send, init.signal));
  keepTrace(response);
  return response;
}

/** The calls of a service. Records that have lists are called through their nouns. */
export const callsOf = createCalls({ baseUrl: '', fetch: portalFetch });

/** The services that the frame around every page calls; the others are named where they are called, so that they load with their pages. */
export const api = { book: callsOf(BookService), customFields: callsOf(CustomFieldService), search: callsOf(SearchService) } as const;

async function sendOnce(send: () => Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  const response = await send().catch((error: unknown) => {
    if (!signal?.aborted) void connectionBack();
    throw error;
  });
  if (response.status === 401) announceSessionOver();
  return response;
}
