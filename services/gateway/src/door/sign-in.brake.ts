import type { AppError } from '@rapport/kernel';
import { sentence } from '@rapport/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FailedSignIns } from '../limit/failed-sign-ins.js';
import { problemHeaders } from '../problem/problem.js';
import { noticePage } from '../problem/problem.page.js';

/** The built-in provider shows its form again when a password was wrong. */
const form = /\/login-actions\/authenticate\//;

/** What is mounted here checks passwords, codes and client secrets: a network that failed too often is turned away before anything is checked. */
export function brakeSignIns(app: FastifyInstance, failed: FailedSignIns): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!proves(request)) return undefined;
    const refused = failed.refusal(request.ip, 'password');
    if (refused) return turnAway(refused, request, reply);
    request.passage.afterwards(() => {
      if (hasFailed(request, reply.raw.statusCode)) failed.count(request.ip, 'password');
    });
    return undefined;
  });
}

function proves({ method, url }: FastifyRequest): boolean {
  return method === 'POST' || url.startsWith('/auth/callback');
}

function hasFailed({ url }: FastifyRequest, status: number): boolean {
  return status === 400 || status === 401 || (status === 200 && form.test(url));
}

/** People read a page, programs a problem document. */
function turnAway(refused: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!request.headers.accept?.includes('text/html')) throw refused;
  const { locale } = request.passage;
  return reply
    .code(429)
    .headers(problemHeaders(refused))
    .header('content-type', 'text/html; charset=utf-8')
    .send(noticePage(locale, sentence(locale, refused.reason, refused.details.params)));
}
