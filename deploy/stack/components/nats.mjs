import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goProgram } from '../fetching.mjs';
import { answersOk } from '../health.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

/**
 * A node that keeps what it acknowledged: every message is synced before its ack.
 * @param {{ name: string, client: number, monitor: number, store: string }} node
 */
export const nodeConfig = ({ name, client, monitor, store }) => `
server_name: ${name}
listen: "127.0.0.1:${client}"
http: "127.0.0.1:${monitor}"
max_payload: 1MB
jetstream {
  store_dir: ${JSON.stringify(store)}
  max_memory_store: 256MB
  max_file_store: 8GB
  sync_interval: always
}
`;

/** @type {import('../component.mjs').Component['install']} */
export async function installNats(into, say) {
  const without = lacking(['go']);
  if (without.length) throw missingTools('NATS', without, 'NATS_URL');
  say(`building ${versions.nats.version}, once, up to 3 min`);
  await goProgram(versions.nats, into);
  return versions.nats.version;
}

/** NATS with JetStream. @type {import('../component.mjs').Component} */
export const nats = {
  name: 'nats',
  version: versions.nats.version,
  needs: [],
  ports: ['client', 'monitor'],
  secrets: [],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 30_000,
  install: installNats,

  async prepare({ data, ports }) {
    mkdirSync(data, { recursive: true });
    const node = { name: 'rapport', client: Number(ports['client']), monitor: Number(ports['monitor']), store: join(data, 'jetstream') };
    writeFileSync(join(data, 'nats.conf'), nodeConfig(node));
  },

  launches: ({ programs, data }) => [{ name: 'nats', command: join(programs, 'nats-server'), args: ['--config', join(data, 'nats.conf')] }],
  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['monitor']}/healthz`),
  env: ({ ports }) => ({ NATS_URL: `nats://127.0.0.1:${ports['client']}` }),
};
