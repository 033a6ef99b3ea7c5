import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sessions } from '../door/sessions.js';
import { hearing, type HeardChange } from './change.js';
import type { ChangeFeed } from './change.feed.js';
import { EventStream } from './event-stream.js';
import type { OpenStreams } from './open-streams.js';

/** A position names every stream that it has seen: `EVENTS_accounts:12,EVENTS_sales:5`. */
const positionForm = /^[\w.:,-]{1,2048}$/;
/** What is no position of ours is as one of a broker that was lost: everything kept is told, so that nothing is missed. */
const unknownPosition = 'unknown';
const longestTimerMs = 2 ** 31 - 1;

/** `GET /v1/changes`: what changed, as it happens, for those who may read it. `Last-Event-ID` goes on where the caller was cut off. */
export function mountChanges(app: FastifyInstance, feed: ChangeFeed, streams: OpenStreams, sessions: Sessions): void {
  app.get('/v1/changes', { exposeHeadRoute: false }, async (request, reply) => {
    const { passage } = request;
    passage.afterwards(streams.reserve(passage.caller!.principal));
    await openStream(request, reply, feed, streams, sessions);
    return reply;
  });
}

async function openStream(request: FastifyRequest, reply: FastifyReply, feed: ChangeFeed, streams: OpenStreams, sessions: Sessions): Promise<void> {
  const { passage } = request;
  const { principal, session, expiresAt } = passage.caller!;
  const may = hearing(principal);
  // Until the broker has agreed, a refusal is still possible: what it shows meanwhile waits.
  const early: HeardChange[] = [];
  let tell = (change: HeardChange): void => void early.push(change);
  const stop = await feed.follow(positionOf(request), (change) => {
    if (may(change)) tell(change);
  });
  passage.afterwards(stop);
  if (passage.isOver) return;
  reply.hijack();
  const stream = new EventStream(reply.raw, reply.getHeaders());
  for (const change of early) stream.tell(change);
  tell = (change) => stream.tell(change);
  const end = () => stream.end('SESSION_EXPIRED');
  const timer = setTimeout(end, Math.min(longestTimerMs, expiresAt.getTime() - Date.now())).unref();
  passage.afterwards(() => clearTimeout(timer));
  passage.afterwards(streams.add(stream));
  if (session) passage.afterwards(sessions.onEnd(session, end));
}

function positionOf(request: FastifyRequest): string | undefined {
  const given = request.headers['last-event-id'];
  if (typeof given !== 'string' || given === '') return undefined;
  return positionForm.test(given) ? given : unknownPosition;
}
