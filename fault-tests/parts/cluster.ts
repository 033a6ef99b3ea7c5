import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from '../../deploy/stack/component.mjs';
import { nats, nodeConfig } from '../../deploy/stack/components/nats.mjs';
import { choosePorts } from '../../deploy/stack/ports.mjs';
import { Part } from './part.js';
import { Wire } from './wire.js';

/** Where one node is found, and by which wires it finds the others. */
interface Member {
  readonly name: string;
  readonly ports: { readonly client: number; readonly monitor: number; readonly cluster: number };
  /** Leads clients to it. */
  readonly door: Wire;
  /** From it to each other node. */
  readonly routes: readonly { readonly to: string; readonly wire: Wire }[];
  /** Nobody listens there. */
  readonly nowhere: number;
}

/** Nodes of a NATS cluster, each with a disk of its own; every way to a node and between two of them is a wire that can be cut. One node alone is not healthy: they start together. */
export class Cluster {
  private constructor(
    readonly nodes: readonly Part[],
    private readonly members: readonly Member[],
  ) {}

  static async open(folder: string, size: number): Promise<Cluster> {
    const names = Array.from({ length: size }, (_, index) => `nats-${index + 1}`);
    const ports = await choosePorts(['nowhere', ...names.flatMap((name) => [`${name} client`, `${name} monitor`, `${name} cluster`])], {});
    const members = await Promise.all(
      names.map(async (name): Promise<Member> => {
        const own = { client: ports[`${name} client`]!, monitor: ports[`${name} monitor`]!, cluster: ports[`${name} cluster`]! };
        const others = names.filter((other) => other !== name);
        const routes = await Promise.all(others.map(async (to) => ({ to, wire: await Wire.to(ports[`${to} cluster`]!) })));
        return { name, ports: own, door: await Wire.to(own.client), routes, nowhere: ports['nowhere']! };
      }),
    );
    const nodes = await Promise.all(members.map((member) => Part.open(component(member), folder, { ports: member.ports, programsOf: nats })));
    return new Cluster(nodes, members);
  }

  /** As clients are told: through the wires. */
  get url(): string {
    return this.members.map(({ door }) => `nats://127.0.0.1:${door.port}`).join(',');
  }

  /** Cuts a node off from the others and from clients, while it goes on; answers how many connections that cut. */
  cutOff(name: string): number {
    const wires = this.wiresOf(name);
    const before = wires.reduce((sum, { hits }) => sum + hits, 0);
    for (const wire of wires) wire.set({ cut: true });
    return wires.reduce((sum, { hits }) => sum + hits, 0) - before;
  }

  /** Every wire is fair again. */
  join(): void {
    for (const wire of this.wires) wire.set({});
  }

  async close(): Promise<void> {
    await Promise.all(this.wires.map((wire) => wire.close()));
    await Promise.all(this.nodes.map((node) => node.end()));
  }

  private get wires(): readonly Wire[] {
    return this.members.flatMap(({ door, routes }) => [door, ...routes.map(({ wire }) => wire)]);
  }

  private wiresOf(name: string): readonly Wire[] {
    const touching =
      (from: string) =>
      ({ to }: { readonly to: string }) =>
        from === name || to === name;
    return this.members.flatMap((member) => [
      ...(member.name === name ? [member.door] : []),
      ...member.routes.filter(touching(member.name)).map(({ wire }) => wire),
    ]);
  }
}

/** The name of the node that leads a stream, as one of these tells it. */
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

/** It tells clients of its wire, and other nodes of a place where nobody is, so that they find it by their own wires alone. */
function component({ name, ports, door, routes, nowhere }: Member): Component {
  const routed = routes.map(({ wire }) => JSON.stringify(`nats://127.0.0.1:${wire.port}`)).join(', ');
  const cluster = `cluster {\n  name: rapport\n  listen: "127.0.0.1:${ports.cluster}"\n  advertise: "127.0.0.1:${nowhere}"\n  routes: [${routed}]\n}\n`;
  return {
    ...nats,
    name,
    async prepare(place) {
      mkdirSync(place.data, { recursive: true });
      const node = nodeConfig({ name, client: ports.client, monitor: ports.monitor, store: join(place.data, 'jetstream') });
      writeFileSync(join(place.data, 'nats.conf'), `${node}client_advertise: "127.0.0.1:${door.port}"\n${cluster}`);
    },
  };
}
