import type { FastifyInstance } from 'fastify';
import type { GatewayDeps } from '../deps.js';

/** What those who run the installation ask: is it alive, may it have traffic, how does it do. `isOpen` is false once the process is on its way out. */
export function mountOperations(app: FastifyInstance, deps: Pick<GatewayDeps, 'ready' | 'metricsText'>, isOpen: () => boolean): void {
  app.get('/healthz', () => ({ status: 'alive' }));

  app.get('/readyz', async (_request, reply) => {
    const checks = [{ name: 'accepting', ok: isOpen() }, ...(await deps.ready())];
    const ready = checks.every((check) => check.ok);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks });
  });

  app.get('/metrics', async (_request, reply) => {
    return reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(await deps.metricsText());
  });
}
