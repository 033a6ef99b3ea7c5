import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Wire } from './wire.js';

describe('a wire', () => {
  let server: Server;
  let wire: Wire;
  let heard = '';
  const clients: Socket[] = [];

  beforeEach(async () => {
    heard = '';
    server = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .on('data', (data) => {
          heard += String(data);
          socket.write(`echo ${String(data)}`);
        }),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    wire = await Wire.to((server.address() as AddressInfo).port);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await wire.close();
    await new Promise((closed) => server.close(closed));
  });

  async function client(): Promise<{ socket: Socket; got: () => string }> {
    const socket = connect(wire.port, '127.0.0.1');
    clients.push(socket);
    let got = '';
    socket.on('error', () => undefined).on('data', (data) => (got += String(data)));
    await Promise.race([once(socket, 'connect'), gone(socket)]).catch(() => undefined);
    return { socket, got: () => got };
  }

  it('carries both ways in fair weather', async () => {
    const { socket, got } = await client();
    socket.write('a');
    await pause(100);
    expect([heard, got()]).toEqual(['a', 'echo a']);
  });

  it('loses answers alone while the request arrives, and cuts the connection when the weather turns', async () => {
    const { socket, got } = await client();
    wire.set({ lost: 'toClient' });
    socket.write('a');
    await pause(100);
    expect([heard, got()]).toEqual(['a', '']);
    const closed = gone(socket);
    wire.set({});
    await closed;
  });

  it('is late by as much as it is told', async () => {
    const { socket, got } = await client();
    wire.set({ lateMs: 150 });
    socket.write('a');
    await pause(200);
    expect(got()).toBe('');
    await pause(250);
    expect(got()).toBe('echo a');
  });

  it('lets nobody through when it is cut', async () => {
    wire.set({ cut: true });
    const { socket } = await client();
    await gone(socket);
    expect(heard).toBe('');
  });
});

async function gone(socket: Socket): Promise<void> {
  while (!socket.destroyed) await pause(10);
}
