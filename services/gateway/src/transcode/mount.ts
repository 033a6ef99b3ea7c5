import { AppError } from '@rapport/kernel';
import type { FastifyInstance } from 'fastify';
import type { Endpoint } from './endpoint.js';
import type { Entrance } from './route.table.js';

/** Mounts the rpcs' routes; `app` is where callers are asked who they are. */
export function mountEntrances(app: FastifyInstance, entrances: readonly Entrance[], endpointOf: (entrance: Entrance) => Endpoint): void {
  for (const entrance of entrances) {
    const { pattern, text } = entrance.shape.template;
    app.route({ method: entrance.verb, url: pattern, config: { template: text }, handler: endpointOf(entrance) });
  }
}

/** Answers every other method of the paths: OPTIONS with what there is, the rest with 405. Nobody is asked who they are. */
export function mountOtherMethods(app: FastifyInstance, entrances: readonly Entrance[]): void {
  const byPattern = Map.groupBy(entrances, ({ shape }) => shape.template.pattern);
  for (const [pattern, here] of byPattern) {
    const verbs = here.map(({ verb }) => verb);
    const allowed = [...verbs, ...(verbs.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
    const config = { template: here[0]!.shape.template.text };
    app.options(pattern, { config }, (_request, reply) => reply.code(204).header('allow', allowed.join(', ')).send());
    const others = app.supportedMethods.filter((method) => !allowed.includes(method));
    app.route({ method: others, url: pattern, config, onRequest: () => refuse(allowed), handler: () => undefined });
  }
}

async function refuse(allowed: readonly string[]): Promise<never> {
  throw new AppError('unsupported', 'METHOD_NOT_ALLOWED', { params: { allowed: allowed.join(', ') } });
}
