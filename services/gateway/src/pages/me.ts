import { grant, permissions } from '@rapport/auth';
import type { FastifyInstance } from 'fastify';
import type { Caller, Callers } from '../door/caller.js';
import type { Passage } from '../door/passage.js';

/** `/v1/me`: who I am here and how far I may go. */
export function mountMe(app: FastifyInstance): void {
  app.get('/v1/me', (request, reply) => reply.send(meOf(request.passage.caller!, request.passage)));
}

/** `/auth/session`: the same for a page that does not know yet whether anybody is signed in, which is no error: `{signed_in: false}` for nobody. */
export function mountSession(app: FastifyInstance, callers: Callers): void {
  app.get('/auth/session', async (request, reply) => {
    const { passage } = request;
    passage.caller = await callers.of(request).catch((thrown: unknown) => {
      if ((thrown as { code?: string }).code === 'unauthenticated') return undefined;
      throw thrown;
    });
    return reply.send(passage.caller ? { signed_in: true, ...meOf(passage.caller, passage) } : { signed_in: false });
  });
}

function meOf({ principal, username, expiresAt, session }: Caller, { locale }: Passage) {
  const scopes = permissions.map((permission) => [permission, grant(principal, permission)] as const);
  return {
    id: principal.id,
    username,
    kind: principal.kind,
    tenant: principal.tenant,
    roles: principal.roles,
    teams: principal.teams,
    ...(principal.contactId ? { contact_id: principal.contactId } : {}),
    permissions: Object.fromEntries(scopes.filter(([, scope]) => scope !== undefined)),
    locale,
    signed_in_by: session ? 'session' : 'token',
    expires_at: expiresAt.toISOString(),
  };
}
