import { grant, permissions } from '@rapport/auth';
import type { FastifyInstance } from 'fastify';

/** `/v1/me`: who I am here and how far I may go. */
export function mountMe(app: FastifyInstance): void {
  app.get('/v1/me', (request, reply) => {
    const { caller, locale } = request.passage;
    const { principal, username, expiresAt, session } = caller!;
    const scopes = permissions.map((permission) => [permission, grant(principal, permission)] as const);
    return reply.send({
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
    });
  });
}
