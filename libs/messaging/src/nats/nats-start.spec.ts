import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { NatsBroker } from './nats.broker.js';

const program = process.env['NATS_SERVER_PROGRAM'];
let server: ChildProcess | undefined;
let folder = '';
afterEach(async () => {
  const ended = new Promise((resolve) => server?.once('close', resolve));
  server?.kill('SIGKILL');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a server; answers its address. */
async function serverWith(options: readonly string[]): Promise<string> {
  const port = await freePort();
  folder = mkdtempSync(join(tmpdir(), 'rapport-nats-start-'));
  server = spawn(program!, ['--addr', '127.0.0.1', '--port', String(port), '--store_dir', folder, ...options], { stdio: 'ignore' });
  while (!(await isListening(port))) await new Promise((next) => setTimeout(next, 50));
  return `127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(Boolean(socket.destroy())));
    socket.once('error', () => resolve(false));
  });
}

const streams = [{ name: 'EVENTS_start', subjects: ['event.rapport.start.>'], keepMs: 3_600_000 }];
const open = (url: string, replicas = 1) => NatsBroker.open({ url, name: 'start', streams, replicas, log: silentLog });

if (program) {
  describe('a start on a NATS server that will not do', () => {
    it.each([
      ['that is no cluster', ['--jetstream'], 3, 'NATS_REPLICAS is 3, but NATS_URL is a single server; set it to 1, or use a cluster.', 'Error'],
      ['without JetStream', [], 1, 'NATS_URL: the server was reached, but JetStream is off there; start it with JetStream.', 'Error'],
      [
        'that asks for a login',
        ['--jetstream', '--user', 'somebody', '--pass', 'else'],
        1,
        'refuses the login of NATS_URL; correct user and password',
        'Error',
      ],
      [
        'whose cluster is not there yet',
        ['--jetstream', '--name', 'one', '--cluster_name', 'c', '--cluster', 'nats://127.0.0.1:-1', '--routes', 'nats://127.0.0.1:9'],
        1,
        'its JetStream does not answer; in a cluster, most servers must be up.',
        'NotYet',
      ],
    ])('%s says so', async (_kind, options, replicas, words, name) => {
      const at = await serverWith(options);
      await expect(open(`nats://${at}`, replicas)).rejects.toMatchObject({ name, message: expect.stringContaining(words) });
    });
  });
} else {
  describe.skip('a start on a NATS server that will not do: NATS_SERVER_PROGRAM is not set, so nothing of it was tried', () => {
    it('needs the program', () => undefined);
  });
}
