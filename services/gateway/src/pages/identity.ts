import type { FastifyInstance } from 'fastify';
import type { GatewayDeps } from '../deps.js';

/** The built-in identity provider under the addresses that Keycloak would have. It reads its own bodies and sets its own headers. */
export async function mountIdentity(app: FastifyInstance, identity: NonNullable<GatewayDeps['embeddedIdentity']>): Promise<void> {
  await app.register(async (realms) => {
    realms.addContentTypeParser('*', (_request, _body, done) => done(null));
    const config = { template: '/realms/*' };
    realms.all('/realms/*', { config }, (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      identity(request.raw, reply.raw);
    });
  });
}
