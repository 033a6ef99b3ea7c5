import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from '../../deploy/stack/component.mjs';
import { nats, nodeConfig } from '../../deploy/stack/components/nats.mjs';
import { choosePorts } from '../../deploy/stack/ports.mjs';
import { Part } from './part.js';

/** Nodes of a NATS cluster, each with a disk of its own. One alone is not healthy: they start together. */
export async function openCluster(folder: string, size: number): Promise<Part[]> {
  const names = Array.from({ length: size }, (_, index) => `nats-${index + 1}`);
  const ports = await choosePorts(
    names.flatMap((name) => [`${name} client`, `${name} monitor`, `${name} cluster`]),
    {},
  );
  const routes = names.map((name) => `nats://127.0.0.1:${ports[`${name} cluster`]}`);
  return Promise.all(
    names.map((name) => {
      const own = { client: ports[`${name} client`]!, monitor: ports[`${name} monitor`]!, cluster: ports[`${name} cluster`]! };
      return Part.open(node(name, routes), folder, { ports: own, programsOf: nats });
    }),
  );
}

/** The name of the node that leads a stream, as one of the living tells it. */
export async function leaderOf(nodes: readonly Part[], stream: string): Promise<string | undefined> {
  for (const { place } of nodes.filter(({ isUp }) => isUp)) {
    const answer = await fetch(`http://127.0.0.1:${place.ports['monitor']}/jsz?streams=true`).catch(() => undefined);
    const { account_details: accounts = [] } = ((await answer?.json()) ?? {}) as Jsz;
    const leader = accounts.flatMap(({ stream_detail: streams = [] }) => streams).find(({ name }) => name === stream)?.cluster?.leader;
    if (leader) return leader;
  }
  return undefined;
}

interface Jsz {
  readonly account_details?: readonly { readonly stream_detail?: readonly { readonly name: string; readonly cluster?: { readonly leader?: string } }[] }[];
}

function node(name: string, routes: readonly string[]): Component {
  return {
    ...nats,
    name,
    async prepare(place) {
      mkdirSync(place.data, { recursive: true });
      const cluster = `cluster {\n  name: rapport\n  listen: "127.0.0.1:${place.ports['cluster']}"\n  routes: [${routes.map((route) => JSON.stringify(route)).join(', ')}]\n}\n`;
      writeFileSync(
        join(place.data, 'nats.conf'),
        nodeConfig({ name, client: place.ports['client']!, monitor: place.ports['monitor']!, store: join(place.data, 'jetstream') }) + cluster,
      );
    },
  };
}
