import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOk } from '../health.mjs';
import { versions } from '../versions.mjs';
import { installNats, nodeConfig } from './nats.mjs';

const members = [1, 2, 3];

/** @param {number} member */
const fileOf = (member) => `nats-${member}.conf`;

/**
 * One of three nodes that keep every stream together.
 * @param {import('../component.mjs').Place} place
 * @param {number} member
 */
export function memberConfig({ data, ports, secrets }, member) {
  const node = {
    name: `rapport-${member}`,
    client: Number(ports[`client${member}`]),
    monitor: Number(ports[`monitor${member}`]),
    store: join(data, `jetstream-${member}`),
  };
  const login = `cluster:${secrets['routes']}`;
  const routes = members.filter((one) => one !== member).map((one) => `"nats://${login}@127.0.0.1:${ports[`route${one}`]}"`);
  return `${nodeConfig(node)}
cluster {
  name: rapport
  listen: "127.0.0.1:${ports[`route${member}`]}"
  authorization { user: cluster, password: "${secrets['routes']}" }
  routes: [${routes.join(', ')}]
}
`;
}

/** Three nodes of NATS with JetStream, each stream kept three times; in place of `nats` where a node may die. @type {import('../component.mjs').Component} */
export const natsCluster = {
  name: 'nats-cluster',
  version: versions.nats.version,
  programsOf: 'nats',
  byNameOnly: true,
  needs: [],
  ports: members.flatMap((member) => [`client${member}`, `route${member}`, `monitor${member}`]),
  secrets: ['routes'],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 60_000,
  install: installNats,

  async prepare(place) {
    mkdirSync(place.data, { recursive: true });
    for (const member of members) writeFileSync(join(place.data, fileOf(member)), memberConfig(place, member), { mode: 0o600 });
  },

  launches: ({ programs, data }) =>
    members.map((member) => ({ name: `nats-${member}`, command: join(programs, 'nats-server'), args: ['--config', join(data, fileOf(member))] })),

  /** A node answers before the three have found one another and a leader. */
  async isHealthy({ ports }) {
    const wells = await Promise.all(members.map((member) => answersOk(`http://127.0.0.1:${ports[`monitor${member}`]}/healthz`)));
    return wells.every(Boolean) && hasLeader(Number(ports['monitor1']));
  },

  env: ({ ports }) => ({
    NATS_URL: members.map((member) => `nats://127.0.0.1:${ports[`client${member}`]}`).join(','),
    NATS_REPLICAS: String(members.length),
  }),
};

/** @param {number} monitor port of a member */
async function hasLeader(monitor) {
  const answer = await fetch(`http://127.0.0.1:${monitor}/jsz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  const cluster = answer?.ok ? (await answer.json()).meta_cluster : undefined;
  return Boolean(cluster?.leader) && cluster.cluster_size === members.length;
}
