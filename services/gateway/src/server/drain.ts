import type { FastifyInstance } from 'fastify';

/** How often connections that have become idle are closed: their answers went out before the door began to close. */
const sweepMs = 25;

/** Stops listening and resolves when every request under way has its answer; after `graceMs` the rest is cut. */
export async function drained(app: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs).unref();
  const sweep = setInterval(() => app.server.closeIdleConnections(), sweepMs);
  await app.close();
  clearInterval(sweep);
  clearTimeout(cut);
}
