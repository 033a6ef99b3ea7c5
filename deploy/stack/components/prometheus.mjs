import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../local/places.mjs';
import { answersOk } from '../health.mjs';
import { portalUrl } from '../portal.mjs';
import { versions } from '../versions.mjs';
import { installPrometheus } from './prometheus-install.mjs';

/** The rules that every installation watches itself by. */
export const rulesFile = join(root, 'deploy/prometheus/rapport.rules.yml');

/** @param {{ portal: string, alertmanager: string }} where `host:port` of what is watched, and of who is told */
export const prometheusConfig = ({ portal, alertmanager }) => `
global: { scrape_interval: 5s, evaluation_interval: 5s }
rule_files: [rapport.rules.yml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${alertmanager}'] }] }] }
scrape_configs:
  - { job_name: rapport, static_configs: [{ targets: ['${portal}'] }] }
`;

/** Reads the portal's metrics and raises alerts. @type {import('../component.mjs').Component} */
export const prometheus = {
  name: 'prometheus',
  version: versions.prometheus.version,
  needs: ['alertmanager'],
  ports: ['http'],
  secrets: [],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 30_000,
  install: installPrometheus,

  async prepare({ data, of }) {
    mkdirSync(data, { recursive: true });
    cpSync(rulesFile, join(data, 'rapport.rules.yml'));
    const portal = new URL(portalUrl()).host;
    writeFileSync(join(data, 'prometheus.yml'), prometheusConfig({ portal, alertmanager: `127.0.0.1:${of('alertmanager').ports['http']}` }));
  },

  launches({ programs, data, ports }) {
    const files = [`--config.file=${join(data, 'prometheus.yml')}`, `--storage.tsdb.path=${join(data, 'tsdb')}`, '--storage.tsdb.retention.time=2d'];
    return [{ name: 'prometheus', command: join(programs, 'prometheus'), args: [...files, `--web.listen-address=127.0.0.1:${ports['http']}`] }];
  },

  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['http']}/-/ready`),
  env: ({ ports }) => ({ PROMETHEUS_URL: `http://127.0.0.1:${ports['http']}` }),
};
