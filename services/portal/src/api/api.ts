import { createClient } from '@rapport/contracts/client';
import { currentLocale } from '../i18n/locale.js';
import { announceSessionOver } from '../session/session-over.js';

/** Calls the gateway as the portal does: in the page's language, marked as a page of ours, and aware of a session that has ended. */
export async function portalFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', currentLocale());
  headers.set('x-rapport-csrf', '1');
  const response = await fetch(input, { ...init, headers, credentials: 'same-origin' });
  if (response.status === 401) announceSessionOver();
  return response;
}

/** Every call of the contracts. */
export const api = createClient({ baseUrl: '', fetch: portalFetch });
