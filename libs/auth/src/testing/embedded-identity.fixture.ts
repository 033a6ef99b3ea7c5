import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@rapport/kernel';
import { createEmbeddedProvider, type EmbeddedProvider } from '../embedded/embedded.provider.js';

/** The repository's realm file. */
export const realmFile = new URL('../../../../deploy/keycloak/rapport-realm.json', import.meta.url).pathname;

/** An embedded provider listening on loopback, for specs. */
export interface StartedProvider {
  readonly provider: EmbeddedProvider;
  readonly issuer: string;
  readonly portalUrl: string;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

/** Starts one on a free port (or the given one) with a fresh data folder (or the given one). */
export async function startEmbedded(again: { port?: number; dataFolder?: string; clock?: Clock } = {}): Promise<StartedProvider> {
  const dataFolder = again.dataFolder ?? mkdtempSync(join(tmpdir(), 'rapport-identity-'));
  const server = createServer((request, response) => provider.handler(request, response));
  const port = await listening(server, again.port ?? 0);
  const issuer = `http://127.0.0.1:${port}/realms/rapport`;
  const portalUrl = `http://127.0.0.1:${await freePort()}`;
  const provider = await createEmbeddedProvider({ issuer, dataFolder, realmFile, portalUrl, ...(again.clock ? { clock: again.clock } : {}) });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    provider.close();
  };
  return { provider, issuer, portalUrl, dataFolder, stop };
}

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server, 0);
  await new Promise((closed) => server.close(closed));
  return port;
}
