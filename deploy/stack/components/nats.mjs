import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goProgram } from '../fetching.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

/**
 * One node that keeps what it acknowledged: every message is synced before its ack.
 * @param {import('../component.mjs').Place} place
 */
export const natsConfig = ({ data, ports }) => `
server_name: rapport
listen: "127.0.0.1:${ports['client']}"
http: "127.0.0.1:${ports['monitor']}"
max_payload: 1MB
jetstream {
  store_dir: ${JSON.stringify(join(data, 'jetstream'))}
  max_memory_store: 256MB
  max_file_store: 8GB
  sync_interval: always
}
`;

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

  async install(into, say) {
    const without = lacking(['go']);
    if (without.length) throw missingTools('NATS', without, 'NATS_URL');
    say(`building ${versions.nats.version}, once, up to 3 min`);
    await goProgram(versions.nats, into);
    return versions.nats.version;
  },

  async prepare(place) {
    mkdirSync(place.data, { recursive: true });
    writeFileSync(join(place.data, 'nats.conf'), natsConfig(place));
  },

  launches: ({ programs, data }) => [{ name: 'nats', command: join(programs, 'nats-server'), args: ['--config', join(data, 'nats.conf')] }],

  async isHealthy({ ports }) {
    const answer = await fetch(`http://127.0.0.1:${ports['monitor']}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    return answer?.ok ?? false;
  },

  env: ({ ports }) => ({ NATS_URL: `nats://127.0.0.1:${ports['client']}` }),
};
