import { apis } from '../gen/apis.js';
import { HttpCarrier, type HttpSettings } from './http.carrier.js';
import type { Patience } from './retry.js';
import { serviceClient, type ServiceClient } from './service-client.js';

/** Where, as whom and how patiently to call. Only `baseUrl` is needed. */
export interface ClientOptions extends Partial<Omit<HttpSettings, 'baseUrl' | 'patience'>> {
  /** Such as `https://crm.example.org`; empty for the page's own site. */
  readonly baseUrl: string;
  readonly patience?: Partial<Patience>;
}

/** Every service of the API that has routes, by name: `client.contacts.createContact({ contact })`. */
export type Client = { readonly [Name in keyof typeof apis]: ServiceClient<(typeof apis)[Name]> };

/**
 * A client of the REST API for browsers and Node. Refusals are thrown as `ProblemError`; what a wait may mend (429, 503, a broken line) is tried
 * again, writes under the same `Idempotency-Key`, so that nothing happens twice.
 */
export function createClient({ baseUrl, token, headers = {}, patience, fetch: fetchOf }: ClientOptions): Client {
  const carrier = new HttpCarrier({
    baseUrl: baseUrl.replace(/\/$/, ''),
    token,
    headers,
    fetch: fetchOf ?? ((input, init) => fetch(input, init)),
    patience: { tries: 4, firstWaitMs: 250, longestWaitMs: 20_000, ...patience },
  });
  return Object.fromEntries(Object.entries(apis).map(([name, service]) => [name, serviceClient(service, carrier)])) as unknown as Client;
}
