import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goProgram } from '../fetching.mjs';
import { answersOk } from '../health.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

/** Every alert becomes a mail in the catcher. @param {string} smarthost `host:port` of it */
export const alertmanagerConfig = (smarthost) => `
route: { receiver: mail, group_by: [alertname], group_wait: 1s, group_interval: 10s, repeat_interval: 1h }
receivers:
  - name: mail
    email_configs:
      - { to: operators@rapport.example, from: alerts@rapport.example, smarthost: '${smarthost}', require_tls: false, send_resolved: true }
`;

/** Sends alerts on. @type {import('../component.mjs').Component} */
export const alertmanager = {
  name: 'alertmanager',
  version: versions.alertmanager.version,
  needs: ['smtp'],
  ports: ['http'],
  secrets: [],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 30_000,

  async install(into, say) {
    const without = lacking(['go']);
    if (without.length) throw missingTools('Alertmanager', without, undefined);
    say(`building ${versions.alertmanager.version}, once, up to 3 min`);
    await goProgram(versions.alertmanager, into);
    return versions.alertmanager.version;
  },

  async prepare({ data, of }) {
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'alertmanager.yml'), alertmanagerConfig(`127.0.0.1:${of('smtp').ports['smtp']}`));
  },

  launches({ programs, data, ports }) {
    const files = [`--config.file=${join(data, 'alertmanager.yml')}`, `--storage.path=${join(data, 'state')}`];
    const args = [...files, `--web.listen-address=127.0.0.1:${ports['http']}`, '--cluster.listen-address='];
    return [{ name: 'alertmanager', command: join(programs, 'alertmanager'), args }];
  },

  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['http']}/-/ready`),
  env: ({ ports }) => ({ ALERTMANAGER_URL: `http://127.0.0.1:${ports['http']}` }),
};
