import { AppError } from '@rapport/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InFlight } from '../limit/in-flight.js';
import type { FailedSignIns } from '../limit/failed-sign-ins.js';
import type { RateLimits } from '../limit/rate-limits.js';
import type { Caller, Callers } from './caller.js';
import type { SignedPosts } from './signed-posts.js';

/** Lets a request in while there is room. */
export function admit(app: FastifyInstance, inFlight: InFlight): void {
  app.addHook('onRequest', async (request) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    const bodyBytes = encoding === undefined ? Number(length ?? 0) : undefined;
    request.passage.afterwards(inFlight.enter({ isBulk: request.routeOptions.config.isBulk ?? false, bodyBytes }));
  });
}

/** What holds callers back. */
export interface Brakes {
  readonly rates: RateLimits;
  readonly failed: FailedSignIns;
}

/** What is behind this guard is for callers who are known and within their limits. Bodies are not read before. */
export function guard(app: FastifyInstance, callers: Callers, { rates, failed }: Brakes, signed?: SignedPosts): void {
  const letIn = async (request: FastifyRequest, reply: FastifyReply, who: Promise<Caller>) => {
    const caller = await who.catch((thrown: unknown) => {
      // Who is known passes whatever their neighbours do; only a failure more is not borne.
      throw (hasFailed(thrown) && failed.count(request.ip, 'token')) || thrown;
    });
    request.passage.caller = caller;
    const { headers, refused } = rates.take(caller.principal);
    reply.headers(headers);
    if (refused) throw refused;
  };
  app.addHook('onRequest', async (request, reply) => {
    if (!signed?.claims(request)) await letIn(request, reply, callers.of(request));
  });
  if (!signed) return;
  // A signature is over the body: it alone is read before anybody is known.
  app.addHook('preHandler', async (request, reply) => {
    if (!request.passage.caller) await letIn(request, reply, signed.callerOf(request));
  });
}

/** Whoever sends nothing to be known by has not failed at it. */
function hasFailed(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'unauthenticated' && thrown.reason !== 'UNAUTHENTICATED';
}

/** What is at no address at all. */
export function nothingHere(): never {
  throw new AppError('not_found', 'ROUTE_NOT_FOUND');
}
