import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@rapport/kernel';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { KeycloakVerifier } from './keycloak.verifier.js';

// keycloak-connect looks at the machine's clock, so the fixed one starts there.
const clock = new FixedClock(new Date());
const now = () => Math.floor(clock.now().getTime() / 1000);
const expired = expect.objectContaining({ code: 'unauthenticated', reason: 'TOKEN_EXPIRED' });
const invalid = expect.objectContaining({ code: 'unauthenticated', reason: 'TOKEN_INVALID' });
const unavailable = expect.objectContaining({ code: 'unavailable', reason: 'UNAVAILABLE' });

let rsa: CryptoKey;
let ec: CryptoKey;
let jwks: JWK[];
let published: JWK[];
let asked = 0;
let issuer = '';
let server: Server;
let verifier: KeycloakVerifier;

beforeAll(async () => {
  const [one, two] = [await generateKeyPair('RS256', { extractable: true }), await generateKeyPair('ES256', { extractable: true })];
  [rsa, ec] = [one.privateKey, two.privateKey];
  jwks = [
    { ...(await exportJWK(one.publicKey)), kid: 'rsa', use: 'sig' },
    { ...(await exportJWK(two.publicKey)), kid: 'ec', use: 'sig' },
  ];
});
beforeEach(async () => {
  published = jwks;
  asked = 0;
  await serve(0);
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/rapport`;
  verifier = new KeycloakVerifier({ issuer, audience: 'rapport-api', clock });
});
afterEach(down);

async function serve(port: number): Promise<void> {
  server = createServer((_request, response) => {
    asked += 1;
    response.end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
}

async function down(): Promise<void> {
  server.closeAllConnections();
  if (server.listening) await new Promise((closed) => server.close(closed));
}

interface Changes {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

function token({ claims = {}, header = {}, key = rsa }: Changes = {}): Promise<string> {
  const whole = {
    iss: issuer,
    aud: 'rapport-api',
    typ: 'Bearer',
    azp: 'rapport-portal',
    sub: 'user-1',
    iat: now(),
    exp: now() + 300,
    tenant: 'acme',
    preferred_username: 'sofia',
    realm_access: { roles: ['seller'] },
    ...claims,
  };
  return new SignJWT(whole).setProtectedHeader({ alg: 'RS256', kid: 'rsa', ...header }).sign(key);
}

describe('a bearer token', () => {
  it('tells who is asking, signed with RS256 or ES256', async () => {
    for (const made of [await token(), await token({ header: { alg: 'ES256', kid: 'ec' }, key: ec })]) {
      expect(await verifier.verify(made)).toMatchObject({ username: 'sofia', clientId: 'rapport-portal', principal: { id: 'user-1', tenant: 'acme' } });
    }
  });

  it('may name several audiences', async () => {
    expect((await verifier.verify(await token({ claims: { aud: ['account', 'rapport-api'] } }))).username).toBe('sofia');
  });

  it.each<[string, () => Changes]>([
    ['another issuer', () => ({ claims: { iss: issuer.replace('rapport', 'master') } })],
    ['another audience', () => ({ claims: { aud: 'account' } })],
    ['no audience', () => ({ claims: { aud: undefined } })],
    ['another type', () => ({ claims: { typ: 'ID' } })],
    ['no expiry', () => ({ claims: { exp: undefined } })],
    ['an expiry that is no number', () => ({ claims: { exp: 'never' } })],
    ['a beginning that is still to come', () => ({ claims: { nbf: now() + 60 } })],
    ['a birth in the future', () => ({ claims: { iat: now() + 60 } })],
    ['no tenant', () => ({ claims: { tenant: undefined } })],
    ['no role', () => ({ claims: { realm_access: { roles: [] } } })],
    ['a key id of another kind of key', () => ({ header: { kid: 'ec' } })],
    ['a key id that nobody has', () => ({ header: { kid: 'unknown' } })],
    ['no key id', () => ({ header: { kid: undefined } })],
    ['an algorithm that is not allowed', () => ({ header: { alg: 'PS256' } })],
    ['a critical extension', () => ({ header: { crit: ['b64'], b64: true } })],
  ])('with %s is refused', async (_what, changes) => {
    const made = changes();
    const signed = made.header?.['alg'] === 'PS256' ? (await token()).replace(/^[^.]+/, encoded({ alg: 'PS256', kid: 'rsa' })) : await token(made);
    await expect(verifier.verify(signed)).rejects.toEqual(invalid);
  });

  it('signed with the public key as a shared secret is refused', async () => {
    const secret = Buffer.from(JSON.stringify(jwks[0]));
    const made = await new SignJWT({ iss: issuer, aud: 'rapport-api' }).setProtectedHeader({ alg: 'HS256', kid: 'rsa' }).sign(secret);
    await expect(verifier.verify(made)).rejects.toEqual(invalid);
  });

  it('is refused as expired once its time is over, remembered or not', async () => {
    const [seen, unseen] = [await token({ claims: { exp: now() + 30 } }), await token({ claims: { exp: now() + 30, sub: 'user-2' } })];
    await verifier.verify(seen);
    clock.advance(30_000);
    for (const made of [seen, unseen]) await expect(verifier.verify(made)).rejects.toEqual(expired);
  });

  it('does not stand in the error that refuses it', async () => {
    const made = await token({ claims: { aud: 'account' } });
    const error = (await verifier.verify(made).catch((reason: unknown) => reason)) as Error & { cause: Error };
    expect(`${error.message} ${error.stack} ${error.cause.message}`).not.toContain(made.split('.')[1]);
  });
});

describe('the provider’s keys', () => {
  it('are asked for once, however many tokens come at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map((n) => token({ claims: { sub: `user-${n}` } })));
    await Promise.all(made.map((one) => verifier.verify(one)));
    expect(asked).toBe(1);
  });

  it('go on being good while the provider is down', async () => {
    await verifier.verify(await token());
    await down();
    clock.advance(3_600_000);
    await expect(verifier.verify(await token())).resolves.toMatchObject({ username: 'sofia' });
    await expect(verifier.verify(await token({ header: { kid: 'new' } }))).rejects.toEqual(unavailable);
  });

  it('are asked for again when a new one signs, but not by made-up ids', async () => {
    published = [jwks[1]!];
    await expect(verifier.verify(await token())).rejects.toEqual(invalid);
    published = jwks;
    await expect(verifier.verify(await token())).resolves.toMatchObject({ username: 'sofia' });
    const madeUp = async (n: number) => expect(verifier.verify(await token({ header: { kid: `made-up-${n}` } }))).rejects.toEqual(invalid);
    for (let i = 0; i < 20; i += 1) await madeUp(i);
    expect(asked).toBe(2);
    clock.advance(10_001);
    for (let i = 20; i < 40; i += 1) await madeUp(i);
    expect(asked).toBe(3);
  });

  it('stop being trusted some time after the provider took them back', async () => {
    await verifier.verify(await token());
    published = [jwks[1]!];
    clock.advance(600_001);
    await verifier.verify(await token());
    await until(() => asked === 2);
    clock.advance(10_001);
    await expect(verifier.verify(await token())).rejects.toEqual(invalid);
  });

  it('are unavailable, not wrong, when the provider never answered', async () => {
    await down();
    await expect(verifier.verify(await token())).rejects.toEqual(unavailable);
    await expect(verifier.verify(await token())).rejects.toEqual(unavailable);
  });
});

describe('a token that was checked before', () => {
  it('costs microseconds for a minute', async () => {
    const made = await token();
    await verifier.verify(made);
    const rounds = 5_000;
    const start = performance.now();
    for (let i = 0; i < rounds; i += 1) await verifier.verify(made);
    expect(((performance.now() - start) / rounds) * 1000).toBeLessThan(100);
  });
});

function encoded(header: object): string {
  return Buffer.from(JSON.stringify(header)).toString('base64url');
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i += 1) await new Promise((next) => setTimeout(next, 10));
}
