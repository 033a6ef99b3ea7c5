import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ProviderCheck } from './provider.check.js';

let server: Server | undefined;
afterEach(() => new Promise<void>((closed) => (server ? server.close(() => closed()) : closed())));

/** A provider that answers every address with this, its own address put in for HERE. */
async function providerThat(status: number, body: string): Promise<string> {
  server = createServer((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body.replaceAll('HERE', issuer)));
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/rapport`;
  return issuer;
}

const look = (issuer: string) => new ProviderCheck({ issuer, clientId: 'rapport-portal', clientSecret: 'sesame' }).look();

describe('the check of the identity provider', () => {
  it.each([
    [404, '{"error":"Realm does not exist"}', 'no-realm', 'OIDC_ISSUER_URL: there is no realm at'],
    [200, '<html>', 'no-realm', 'import deploy/keycloak/rapport-realm.json'],
    [503, '', 'still-starting', 'OIDC_ISSUER_URL: '],
    [200, '{"issuer":"https://id.example/realms/rapport","token_endpoint":"HERE/token"}', 'other-issuer', 'calls itself https://id.example/realms/rapport'],
    [200, '{"issuer":"HERE","token_endpoint":"HERE/token","error":"invalid_client"}', 'client-refused', 'OIDC_CLIENT_SECRET: the realm'],
  ])('tells %i %s apart: %s', async (status, body, code, words) => {
    const found = await look(await providerThat(status, body));
    expect(found).toMatchObject({ code, words: expect.stringContaining(words) });
    expect(found!.words).not.toContain('sesame');
  });

  it('finds nothing wrong where the client is known', async () => {
    expect(await look(await providerThat(200, '{"issuer":"HERE","token_endpoint":"HERE/token","error":"invalid_grant"}'))).toBeUndefined();
  });

  it('says that nobody answers', async () => {
    const issuer = await providerThat(200, '');
    await new Promise((closed) => server!.close(closed));
    server = undefined;
    expect(await look(issuer)).toMatchObject({ code: 'no-answer', words: expect.stringContaining('does not answer (ECONNREFUSED); start Keycloak') });
  });
});
