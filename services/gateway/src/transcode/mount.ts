import { isBulk } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import type { FastifyInstance } from 'fastify';
import type { Endpoint } from './endpoint.js';
import type { Entrance } from './route.table.js';

/** Mounts the rpcs' routes; `app` is where callers are asked who they are. */
export function mountEntrances(app: FastifyInstance, entrances: readonly Entrance[], endpointOf: (entrance: Entrance) => Endpoint): void {
  for (const entrance of entrances) {
    const { pattern, text } = entrance.shape.template;
    app.route({
      method: entrance.verb,
      url: pattern,
      config: { template: text, isBulk: isBulk(entrance.method), takesBytes: entrance.shape.raw !== undefined },
      handler: endpointOf(entrance),
    });
  }
}

/** An address that answers some methods. */
export interface Place {
  readonly pattern: string;
  /** The address as the contract writes it. */
  readonly template: string;
  readonly verbs: readonly string[];
}

/** The addresses of the rpcs. */
export function placesOf(entrances: readonly Entrance[]): Place[] {
  const byPattern = Map.groupBy(entrances, ({ shape }) => shape.template.pattern);
  return [...byPattern].map(([pattern, here]) => ({ pattern, template: here[0]!.shape.template.text, verbs: here.map(({ verb }) => verb) }));
}

/** Answers every other method of the addresses: OPTIONS with what there is, the rest with 405. Nobody is asked who they are. */
export function mountOtherMethods(app: FastifyInstance, places: readonly Place[]): void {
  for (const { pattern, template, verbs } of places) {
    const allowed = [...verbs, ...(app.hasRoute({ method: 'HEAD', url: pattern }) ? ['HEAD'] : []), 'OPTIONS'];
    const config = { template };
    app.options(pattern, { config }, (_request, reply) => reply.code(204).header('allow', allowed.join(', ')).send());
    const others = app.supportedMethods.filter((method) => !allowed.includes(method));
    app.route({ method: others, url: pattern, config, onRequest: () => refuse(allowed), handler: () => undefined });
  }
}

async function refuse(allowed: readonly string[]): Promise<never> {
  throw new AppError('unsupported', 'METHOD_NOT_ALLOWED', { params: { allowed: allowed.join(', ') } });
}
