import { localeOf, type Log, type Reason } from '@rapport/kernel';
import { metrics } from '@rapport/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fromFramework } from './framework-error.js';
import { problemHeaders, problemOf } from './problem.js';
import { kindOf } from '@rapport/contracts';

/** Refusals of the door itself, as the metric names them. */
const turnedAway: Partial<Record<Reason, string>> = {
  RATE_LIMITED: 'rate',
  OVERLOADED: 'overload',
  BODY_TOO_LARGE: 'body',
  ROUTE_NOT_FOUND: 'route',
  METHOD_NOT_ALLOWED: 'route',
};

/** Answers whatever was thrown with a problem document; our own faults are logged with their cause and shown without it. */
export function problemAnswer(log: Log, maxBodyBytes: number) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const error = fromFramework(thrown, maxBodyBytes);
    const { traceId } = request.passage;
    const locale = localeOf(request.headers['accept-language']);
    if (error.code === 'internal') log.error('request-failed', error.cause ?? error, { traceId });
    const why = turnedAway[error.reason];
    if (why) metrics.httpRefused.add({ why });
    // A connection that is closed while its body still comes loses the answer on the way: Node reads on and forgets, within the time of a request.
    if (error.reason === 'BODY_TOO_LARGE') reply.removeHeader('connection');
    const problem = problemOf(error, { locale, traceId });
    void reply
      .code(kindOf(error).status)
      .headers(problemHeaders(error))
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', locale)
      .header('vary', 'accept-language')
      .send(JSON.stringify(problem));
  };
}
