import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDatabaseServer } from '../database-server.fixture.js';
import { freePort } from './free-port.fixture.js';
import { until } from './until.fixture.js';

/** The real parts that an installation under test stands on; nothing where the embedded ones do. */
export interface RealParts {
  /** Settings that lead to them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where the broker keeps its messages, when that can be looked into. */
  readonly brokerFolder?: string;
  close(): Promise<void>;
}

/** A database of its own on the server of `DATABASE_URL`, dropped at the end, and a broker of its own where `NATS_SERVER_PROGRAM` is set. */
export async function openRealParts(): Promise<RealParts> {
  const database = process.env.DATABASE_URL ? await ownDatabase(new URL(process.env.DATABASE_URL)) : undefined;
  const broker = process.env.NATS_URL ? await ownBroker(process.env.NATS_URL) : undefined;
  return {
    settings: { ...database?.settings, ...broker?.settings },
    ...(broker?.folder && { brokerFolder: broker.folder }),
    close: async () => {
      await broker?.close?.();
      await database?.close();
    },
  };
}

async function ownDatabase(server: URL) {
  const name = `rapport_spec_${randomBytes(6).toString('hex')}`;
  await onDatabaseServer(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  return { settings: { DATABASE_URL: url }, close: () => onDatabaseServer(server, `drop database ${name} with (force)`) };
}

/** Two installations on one broker would answer one another's calls, so each gets a server; without the program they share the one that is set. */
async function ownBroker(shared: string): Promise<{ settings: Record<string, string>; folder?: string; close?: () => Promise<void> }> {
  const program = process.env.NATS_SERVER_PROGRAM;
  if (!program) return { settings: { NATS_URL: shared } };
  const folder = mkdtempSync(join(tmpdir(), 'rapport-nats-'));
  const port = await freePort();
  const server = spawn(program, ['--addr', '127.0.0.1', '--port', String(port), '--jetstream', '--store_dir', folder], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('close', resolve));
  await until('the broker answers', () => answers(port));
  const close = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { settings: { NATS_URL: `nats://127.0.0.1:${port}` }, folder, close };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('error', () => finish(false)).once('data', () => finish(true));
  });
}
