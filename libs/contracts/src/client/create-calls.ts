import type { DescService } from '@bufbuild/protobuf';
import { HttpCarrier, type HttpSettings } from './http.carrier.js';
import type { Patience } from './retry.js';
import { serviceClient, type ServiceClient } from './service-client.js';

/** Where, as whom and how patiently to call. Only `baseUrl` is needed. */
export interface ClientOptions extends Partial<Omit<HttpSettings, 'baseUrl' | 'patience'>> {
  /** Such as `https://crm.example.org`; empty for the page's own site. */
  readonly baseUrl: string;
  readonly patience?: Partial<Patience>;
}

/** As `createClient`, one service at a time: what a page does not name, it need not load. */
export function createCalls({
  baseUrl,
  token,
  headers = {},
  patience,
  fetch: fetchOf,
}: ClientOptions): <S extends DescService>(service: S) => ServiceClient<S> {
  const carrier = new HttpCarrier({
    baseUrl: baseUrl.replace(/\/$/, ''),
    token,
    headers,
    fetch: fetchOf ?? ((input, init) => fetch(input, init)),
    patience: { tries: 4, firstWaitMs: 250, longestWaitMs: 20_000, ...patience },
  });
  return (service) => serviceClient(service, carrier);
}
