import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { GatewayDeps } from '../deps.js';
import { AppError } from '@rapport/kernel';
import type { Callers } from '../door/caller.js';
import type { SecurityHeaders } from '../server/security-headers.js';
import { docsPage, docsScript, docsStyle } from './docs.page.js';
import { SiteFile } from './site-file.js';

const aDay = 'public, max-age=86400';

/** `/openapi.json`: this installation's API; with the tenant's own fields for a caller who is known. `/docs`: the same to browse and to try. */
export function mountDocs(app: FastifyInstance, deps: Pick<GatewayDeps, 'openApi'>, callers: Callers, headers: SecurityHeaders): void {
  app.get('/openapi.json', async (request, reply) => {
    const caller = await callers.of(request).catch(nobody);
    return reply.header('vary', 'authorization, cookie').send(await deps.openApi(caller?.principal.tenant));
  });

  const page = headers.page('docs');
  app.get('/docs', (_request, reply) => reply.headers(page).header('content-type', 'text/html; charset=utf-8').send(docsPage));
  app.get('/docs/start.js', (_request, reply) => reply.header('content-type', 'text/javascript; charset=utf-8').header('cache-control', aDay).send(docsScript));
  app.get('/docs/page.css', (_request, reply) => reply.header('content-type', 'text/css; charset=utf-8').header('cache-control', aDay).send(docsStyle));
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
    const file = new SiteFile(join(folder, name), aDay);
    app.get(`/docs/${name}`, (request, reply) => file.send(request, reply));
  }
}

/** A stranger is shown what is the same for everybody; a wrong token is still wrong. */
function nobody(thrown: unknown): undefined {
  if (thrown instanceof AppError && (thrown.reason === 'UNAUTHENTICATED' || thrown.reason === 'SESSION_EXPIRED')) return undefined;
  throw thrown;
}
