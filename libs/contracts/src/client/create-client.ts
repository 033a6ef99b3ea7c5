import { apis } from '../gen/apis.js';
import { createCalls, type ClientOptions } from './create-calls.js';
import type { ServiceClient } from './service-client.js';

/** Every service of the API that has routes, by name: `client.contacts.createContact({ contact })`. */
export type Client = { readonly [Name in keyof typeof apis]: ServiceClient<(typeof apis)[Name]> };

/**
 * A client of the REST API for browsers and Node. Refusals are thrown as `ProblemError`; what a wait may mend (429, 503, a broken line) is tried
 * again, writes under the same `Idempotency-Key`, so that nothing happens twice.
 */
export function createClient(options: ClientOptions): Client {
  const callsOf = createCalls(options);
  return Object.fromEntries(Object.entries(apis).map(([name, service]) => [name, callsOf(service)])) as unknown as Client;
}
