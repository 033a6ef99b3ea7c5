import { describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import type { Place } from '../component.mjs';
import { components } from '../components.mjs';
import { portalUrl } from '../portal.mjs';
import { versions } from '../versions.mjs';
import { databaseSql } from './keycloak-database.mjs';
import { memberConfig } from './nats-cluster.mjs';
import { nodeConfig } from './nats.mjs';
import { acceptsConnections, startupMessage } from './postgres-health.mjs';
import { ownerSql } from './postgres.mjs';
import { proxiesOf } from './toxiproxy.mjs';

const place = (name: string): Place => {
  const ports = Object.fromEntries(components.find((one) => one.name === name)!.ports.map((port, index) => [port, 21_000 + index]));
  return { programs: '/p', data: '/d', ports: name === 'keycloak' ? {} : ports, secrets: { routes: 'r' }, account: undefined, of: place };
};

describe('nats', () => {
  it('syncs every message before its ack and listens on loopback', () => {
    const config = nodeConfig({ name: 'rapport', client: 4222, monitor: 8222, store: '/d' });
    expect(config).toContain('sync_interval: always');
    expect(config.match(/"[\d.]+:\d+"/g)).toEqual(['"127.0.0.1:4222"', '"127.0.0.1:8222"']);
  });

  it('is three in a cluster, each with a route to the other two and a store of its own', () => {
    const [one, two] = [1, 2].map((member) => memberConfig(place('nats-cluster'), member));
    expect(one).toMatch(/routes: \["nats:\/\/cluster:r@127\.0\.0\.1:21004", "nats:\/\/cluster:r@127\.0\.0\.1:21007"\]/);
    expect([one, two].map((config) => /store_dir: (\S+)/.exec(config!)?.[1])).toEqual(['"/d/jetstream-1"', '"/d/jetstream-2"']);
    expect(one).not.toContain('0.0.0.0');
  });
});

describe('keycloak', () => {
  it('has a database made anew when the realm changed, and left alone otherwise', () => {
    expect(databaseSql('p', { afresh: true })).toContain('drop database if exists keycloak');
    expect(databaseSql('p', { afresh: false })).not.toContain('drop database');
  });

  it('is told where the portal is by the portal’s own settings', () => {
    expect([portalUrl({}), portalUrl({ PORT: '9000' }), portalUrl({ PORT: '9000', RAPPORT_PUBLIC_URL: 'https://crm.example' })]).toEqual([
      'http://localhost:8080',
      'http://localhost:9000',
      'https://crm.example',
    ]);
  });
});

describe('toxiproxy', () => {
  it('stands before what was ever up here, and nothing else', () => {
    expect(proxiesOf(place('toxiproxy')).map(({ name, upstream }) => [name, upstream])).toEqual([
      ['postgres', '127.0.0.1:21000'],
      ['nats', '127.0.0.1:21000'],
      ['versitygw', '127.0.0.1:21000'],
    ]);
  });
});

describe('the mail catcher', () => {
  it('is installed from pinned packages only', () => {
    expect(Object.values(versions.smtp.integrity).every((hash) => /^sha512-[\w+/]{86}==$/.test(hash))).toBe(true);
  });
});

describe('postgres', () => {
  it('gives the database an owner whom row security binds', () => {
    expect(ownerSql('s')).toMatch(/^create role rapport login createrole createdb nosuperuser nobypassrls password 's';$/m);
  });

  it('says who is there in the first message', () => {
    const message = startupMessage({ user: 'a', database: 'b' });
    expect(message.readInt32BE(0)).toBe(message.length);
    expect(message.subarray(4).toString('latin1')).toBe('\0\x03\0\0user\0a\0database\0b\0\0');
  });

  it.each([
    ['R', true],
    ['E', false],
  ])('takes %s for an answer: ready is %s', async (letter, ready) => {
    const server = createServer((socket) => socket.once('data', () => socket.end(`${letter}\0\0\0\x08`)));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await expect(acceptsConnections(port, { user: 'a', database: 'b' })).resolves.toBe(ready);
    server.close();
    await expect(acceptsConnections(port, { user: 'a', database: 'b' })).resolves.toBe(false);
  });
});
