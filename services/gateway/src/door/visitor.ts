import type { Message } from '@bufbuild/protobuf';
import { invalid, isTenantId, type Principal, type TenantId, type UserId } from '@rapport/kernel';
import type { FastifyInstance } from 'fastify';
import type { Brake } from '../limit/network-rates.js';

/**
 * Somebody of whom nothing is known, in the tenant that their request names: what an open rpc is called by. The door speaks for them, whoever they may be signed in as;
 * its word is good for the one rpc that it is signed for.
 */
export function visitorOf(message: Message): Principal {
  const { tenant } = message as unknown as { readonly tenant: string };
  if (!isTenantId(tenant)) throw invalid('?tenant', 'INVALID_ID');
  return strangerIn(tenant);
}

/** Nobody in particular, in a tenant. */
export function strangerIn(tenant: TenantId): Principal {
  return { id: 'visitor' as UserId, tenant, kind: 'service', roles: ['service'], teams: [] };
}

/** What is behind this is open to anybody, as often as their network may come. Mail programs send forms (RFC 8058); what is in them means nothing. */
export function openToAnybody(app: FastifyInstance, rates: Brake): void {
  app.addHook('onRequest', async (request) => {
    const refused = rates.take(request.ip);
    if (refused) throw refused;
  });
  const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];
  app.addContentTypeParser(forms, { parseAs: 'buffer' }, (_request, _body, done) => done(null, Buffer.alloc(0)));
}
