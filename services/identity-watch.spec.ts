import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { IdentityWatch } from './identity-watch.js';

let provider: Server;
let issuer = '';
let status = 503;
const said: string[] = [];

beforeAll(async () => {
  const answer = () => JSON.stringify({ issuer, token_endpoint: `${issuer}/token`, error: 'invalid_grant' });
  provider = createServer((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(answer()));
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/realms/rapport`;
});
afterAll(() => new Promise((closed) => provider.close(closed)));

describe('the watch on the identity provider', () => {
  it('is not ready before the provider was well, says why once, is ready then, and stays ready when the provider goes', async () => {
    const watch = new IdentityWatch({ issuer, clientId: 'rapport-portal', clientSecret: 's' }, silentLog, (words) => said.push(words));
    expect(watch.check()).toEqual({ name: 'identity', ok: false, detail: 'not-asked' });
    await watch.look();
    await watch.look();
    expect([watch.check(), said.length]).toEqual([{ name: 'identity', ok: false, detail: 'still-starting' }, 1]);
    expect(said[0]).toMatch(/^OIDC_ISSUER_URL: .* answers 503.* Trying again every 3 s; until then nobody can sign in\.$/);
    status = 200;
    await watch.look();
    expect(watch.check()).toEqual({ name: 'identity', ok: true });
    status = 503;
    await watch.look();
    expect(watch.check()).toEqual({ name: 'identity', ok: true, detail: 'still-starting' });
  });
});
