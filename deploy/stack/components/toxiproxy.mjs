import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goProgram } from '../fetching.mjs';
import { answersOk } from '../health.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

/** What a bad network may stand before, and the port of it. */
const upstreams = { postgres: 'sql', nats: 'client', keycloak: 'http', versitygw: 's3' };

/**
 * A proxy for every component that was ever up here. Its name is the component's.
 * @param {import('../component.mjs').Place} place
 */
export function proxiesOf({ of, ports }) {
  return Object.entries(upstreams).flatMap(([name, port]) => {
    const behind = of(name).ports[port];
    return behind ? [{ name, listen: `127.0.0.1:${ports[name]}`, upstream: `127.0.0.1:${behind}`, enabled: true }] : [];
  });
}

/** Delays, cuts and slows connections on request. @type {import('../component.mjs').Component} */
export const toxiproxy = {
  name: 'toxiproxy',
  version: versions.toxiproxy.version,
  needs: [],
  ports: ['api', ...Object.keys(upstreams)],
  secrets: [],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 30_000,

  async install(into, say) {
    const without = lacking(['go']);
    if (without.length) throw missingTools('Toxiproxy', without, undefined);
    say(`building ${versions.toxiproxy.version}, once, less than a minute`);
    await goProgram(versions.toxiproxy, into);
    return versions.toxiproxy.version;
  },

  async prepare(place) {
    mkdirSync(place.data, { recursive: true });
    writeFileSync(join(place.data, 'proxies.json'), JSON.stringify(proxiesOf(place), null, 2));
  },

  launches({ programs, data, ports }) {
    const args = ['-host', '127.0.0.1', '-port', String(ports['api']), '-config', join(data, 'proxies.json')];
    return [{ name: 'toxiproxy', command: join(programs, 'server'), args, env: { LOG_LEVEL: 'warn' } }];
  },

  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['api']}/version`),
  env: ({ ports }) => ({ TOXIPROXY_URL: `http://127.0.0.1:${ports['api']}` }),
};
