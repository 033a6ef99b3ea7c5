import { describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { natsConfig } from './nats.mjs';
import { acceptsConnections, startupMessage } from './postgres-health.mjs';
import { ownerSql } from './postgres.mjs';

describe('nats', () => {
  it('syncs every message before its ack and listens on loopback', () => {
    const config = natsConfig({ programs: '/p', data: '/d', ports: { client: 4222, monitor: 8222 }, secrets: {}, account: undefined });
    expect(config).toContain('sync_interval: always');
    expect(config.match(/"[\d.]+:\d+"/g)).toEqual(['"127.0.0.1:4222"', '"127.0.0.1:8222"']);
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
