import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { alertmanagerConfig } from './stack/components/alertmanager.mjs';
import { nodeConfig } from './stack/components/nats.mjs';
import { extensionsSql } from './stack/components/postgres.mjs';
import { prometheusConfig } from './stack/components/prometheus.mjs';
import { components } from './stack/components.mjs';
import { versions } from './stack/versions.mjs';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

const here = (path: string) => join(import.meta.dirname, path);
const textOf = (path: string) => readFileSync(here(path), 'utf8');
const { services, volumes } = parse(textOf('compose.yaml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, unknown> };

const images = {
  postgres: `pgvector/pgvector:${versions.pg0.pgvector}-pg${versions.postgres.version.split('.')[0]}`,
  nats: `nats:${versions.nats.version}`,
  'nats-1': `nats:${versions.nats.version}`,
  'nats-2': `nats:${versions.nats.version}`,
  'nats-3': `nats:${versions.nats.version}`,
  keycloak: `quay.io/keycloak/keycloak:${versions.keycloak.version}`,
  versitygw: `versity/versitygw:v${versions.versitygw.version}`,
  zipkin: `openzipkin/zipkin:${versions.zipkin.version}`,
  smtp: 'node:24-slim',
  alertmanager: `prom/alertmanager:v${versions.alertmanager.version}`,
  prometheus: `prom/prometheus:v${versions.prometheus.version}`,
  toxiproxy: `ghcr.io/shopify/toxiproxy:${versions.toxiproxy.version}`,
};

describe('compose.yaml', () => {
  it('has every component of the stack, in the version that the stack pins', () => {
    expect(Object.fromEntries(Object.entries(services).map(([name, { image }]) => [name, image]))).toEqual(images);
    const missing = components.filter(({ name }) => !(name in services || (name === 'nats-cluster' && 'nats-3' in services)));
    expect(missing.map(({ name }) => name)).toEqual([]);
    expect(services['smtp']!.command!.join(' ')).toContain(` ${versions.smtp.requirement} `);
  });

  it('publishes on loopback only, and no port twice', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
    expect(new Set(ports.map((port) => port.split(':')[1])).size).toBe(ports.length);
  });

  it('mounts files that are there, and volumes that it declares', () => {
    const sources = Object.values(services).flatMap((service) => (service.volumes ?? []).map((volume) => volume.split(':')[0]!));
    expect(sources.filter((source) => (source.startsWith('./') ? !existsSync(here(source)) : !(source in volumes)))).toEqual([]);
  });

  it('writes down no secret', () => {
    const values = Object.values(services).flatMap((service) => Object.entries(service.environment ?? {}));
    expect(values.filter(([name, value]) => /PASSWORD|SECRET/.test(name) && !/^\$\{\w+(:\?[^}]*)?\}$/.test(value))).toEqual([]);
  });

  it('configures its components as the stack does', () => {
    expect(textOf('prometheus/compose.prometheus.yml')).toBe(
      prometheusConfig({ portal: 'host.docker.internal:8080', alertmanager: 'alertmanager:9093' }).trimStart(),
    );
    expect(textOf('prometheus/compose.alertmanager.yml')).toBe(alertmanagerConfig('smtp:1025').trimStart());
    const limits = (config: string) => config.split('\n').filter((line) => /^\s*(max_|sync_)/.test(line));
    expect(limits(textOf('nats/stack.conf'))).toEqual(limits(nodeConfig({ name: 'x', client: 1, monitor: 2, store: '/d' })));
    expect(textOf('postgres/init.sh')).toContain(extensionsSql.trim());
  });

  it('gives Keycloak every value that its realm file asks for', () => {
    const asked = new Set([...textOf('keycloak/rapport-realm.json').matchAll(/\$\{(RAPPORT_\w+)/g)].map(([, name]) => name!));
    expect([...asked].filter((name) => !(name in services['keycloak']!.environment!))).toEqual([]);
  });
});
