import type { Log } from '@rapport/kernel';
import { metrics, nameRequest } from '@rapport/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Passage } from '../door/passage.js';
import { traceOf } from '../door/trace.js';

/** Status of a request whose caller hung up, in logs and metrics only. */
const left = 499;

/** Meets a request before anything else does. */
export type Greeting = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * What every request passes, whatever it asks for: it gets its trace id and the strict headers, and one line in the log when it is over.
 * The line names the route and never the address itself, which may hold ids and search terms.
 */
export function greeting(log: Log, headers: Readonly<Record<string, string>>, isOpen: () => boolean): Greeting {
  return (request, reply) => {
    const passage = new Passage(request, traceOf(request.headers));
    request.passage = passage;
    reply.headers(headers).header('x-request-id', passage.traceId);
    if (!isOpen()) reply.header('connection', 'close');
    reply.raw.once('close', () => over(request, reply, log));
    const route = routeOf(request);
    if (route) nameRequest(request.method, route);
  };
}

/** Greets every request of the server. */
export function openFrontDoor(app: FastifyInstance, greet: Greeting): void {
  app.decorateRequest('passage');
  app.addHook('onRequest', (request, reply, done) => {
    greet(request, reply);
    done();
  });
}

function over(request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const { passage, method } = request;
  const answered = reply.raw.writableFinished;
  if (!answered) passage.leave();
  passage.over();
  const ms = performance.now() - passage.startedAt;
  const status = answered ? reply.raw.statusCode : left;
  const route = routeOf(request);
  metrics.httpRequests.add({ route: route ?? '', status });
  metrics.httpDuration.observe({ route: route ?? '' }, ms / 1000);
  log.info('request', { method, route, status, ms: Math.round(ms * 10) / 10, tenant: passage.caller?.principal.tenant, traceId: passage.traceId });
}

/** The route as the contract writes it; nothing where nothing is. */
function routeOf(request: FastifyRequest): string | undefined {
  const { config, url } = request.routeOptions;
  return config?.template ?? url;
}
