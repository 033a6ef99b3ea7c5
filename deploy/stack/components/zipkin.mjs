import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mavenArtifact } from '../fetching.mjs';
import { answersOk } from '../health.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

/** Traces of the last runs, in memory, with a page and an API to read them. @type {import('../component.mjs').Component} */
export const zipkin = {
  name: 'zipkin',
  version: versions.zipkin.version,
  needs: [],
  ports: ['http'],
  secrets: [],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 120_000,

  async install(into, say) {
    const without = lacking(['mvn', 'java']);
    if (without.length) throw missingTools('Zipkin', without, 'OTEL_EXPORTER_ZIPKIN_ENDPOINT');
    say('fetching 131 MB');
    const jar = await mavenArtifact(versions.zipkin, join(into, 'jar'));
    renameSync(jar, join(into, 'zipkin.jar'));
    rmSync(join(into, 'jar'), { recursive: true });
    return versions.zipkin.version;
  },

  async prepare({ data }) {
    mkdirSync(data, { recursive: true });
  },

  launches({ programs, ports }) {
    const listen = { port: String(ports['http']), ip: '127.0.0.1', 'protocols[0]': 'http' };
    const args = Object.entries(listen).map(([name, value]) => `--armeria.ports[0].${name}=${value}`);
    return [{ name: 'zipkin', command: 'java', args: ['-Xmx192m', '-jar', join(programs, 'zipkin.jar'), ...args] }];
  },

  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['http']}/health`),
  env: ({ ports }) => ({ OTEL_EXPORTER_ZIPKIN_ENDPOINT: `http://127.0.0.1:${ports['http']}/api/v2/spans` }),
};
