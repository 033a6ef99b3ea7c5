import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PortalWalk } from '@rapport/auth/testing';
import { bindingOf, isOpen, services } from '@rapport/contracts';
import {
  claimsIn,
  craftedToken,
  forged,
  signedAgain,
  signingKeyIn,
  startInstallation,
  type Answer,
  type BrowserSession,
  type TestInstallation,
} from '@rapport/testing';

let rapport: TestInstallation;
let token: string;
let key: KeyObject;
let header: { kid: string };
let sofia: BrowserSession;

beforeAll(async () => {
  rapport = await startInstallation({ settings: { RATE_LIMIT_PER_SECOND: '0', FAILED_SIGN_INS_PER_MINUTE: '0' } });
  token = await rapport.token();
  key = signingKeyIn(rapport.dataFolder);
  header = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: string };
  sofia = await rapport.login('sofia');
}, 120_000);
afterAll(() => rapport?.stop());

const now = () => Math.floor(Date.now() / 1000);
const again = (claims: object) => signedAgain(token, claims as Record<string, unknown>, rapport.dataFolder);
const rs256 = (by: KeyObject) => (text: string) => sign('sha256', Buffer.from(text), by);
const hs256 = (secret: string | Buffer) => (text: string) => createHmac('sha256', secret).update(text).digest();
const genuine = (changed: object) => craftedToken({ ...header, alg: 'RS256', ...changed }, claimsIn(token), rs256(key));
const byOther = (changed: object) =>
  craftedToken({ ...header, alg: 'RS256', ...changed }, claimsIn(token), rs256(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey));
const publicKey = () => createPublicKey(key).export({ type: 'spki', format: 'pem' });

/** Refused as a problem document, and never as a fault of ours. */
function expectRefused(answer: Answer, reason = 'TOKEN_INVALID', status = 401): void {
  expect([answer.status, answer.json['reason']]).toEqual([status, reason]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.json).toMatchObject({ type: `/problems/${reason}`, status, trace_id: answer.headers.get('x-request-id') });
}

async function expectNobody(bearer: string, reason?: string): Promise<void> {
  const caller = rapport.bearer(bearer);
  expectRefused(await caller.get('/v1/contacts'), reason);
  const written = await caller.post('/v1/contacts', { given_name: 'Vera' }, { headers: { 'accept-language': 'ru' } });
  expectRefused(written, reason);
  expect([written.headers.get('www-authenticate'), written.json['detail']]).toEqual([
    'Bearer realm="rapport", error="invalid_token"',
    expect.stringMatching(/[а-яё]/i),
  ]);
}

describe('a token', () => {
  it('that is genuine opens the door', async () => {
    for (const good of [token, genuine({}), again({ aud: ['other', 'rapport-api'] })])
      expect((await rapport.bearer(good).get('/v1/contacts')).status).toBe(200);
  });

  it.each<[string, () => string]>([
    ['signed by nobody', () => craftedToken({ ...header, alg: 'none' }, claimsIn(token), () => '')],
    ['signed by nobody, in other letters', () => craftedToken({ ...header, alg: 'nOnE' }, claimsIn(token), () => '')],
    ['that says nobody signed it, with the signature', () => craftedToken({ ...header, alg: 'none' }, claimsIn(token), rs256(key))],
    ['signed with the public key as a password', () => craftedToken({ ...header, alg: 'HS256' }, claimsIn(token), hs256(publicKey()))],
    ['of another way of signing', () => craftedToken({ ...header, alg: 'RS512' }, claimsIn(token), (text) => sign('sha512', Buffer.from(text), key))],
    ['signed by another key', () => forged(token)],
    ['that brings its own key', () => byOther({ jwk: createPublicKey(key).export({ format: 'jwk' }) })],
    ['that says where its key is', () => byOther({ jku: 'http://127.0.0.1:9/keys', x5u: 'http://127.0.0.1:9/cert' })],
    ['that demands what nobody knows', () => genuine({ crit: ['b64'], b64: false })],
    ['of a key that nobody knows', () => byOther({ kid: 'unknown' })],
    ['whose key is a file', () => craftedToken({ alg: 'HS256', kid: '../../../../../../dev/null' }, claimsIn(token), hs256(''))],
    ['whose key is a file, signed', () => byOther({ kid: '/proc/self/environ' })],
    ['whose key is a statement', () => byOther({ kid: "x' union select 'y" })],
    ['whose key is a property', () => byOther({ kid: '__proto__' })],
    ['whose key has no name', () => byOther({ kid: '' })],
    ['whose key is a number', () => byOther({ kid: 7 })],
    ['of no header', () => `${Buffer.from('null').toString('base64url')}.${token.split('.').slice(1).join('.')}`],
  ])('%s is refused', (_what, make) => expectNobody(make()));

  it.each<[string, () => string]>([
    ['for a tenant that somebody wrote in', () => edited({ tenant: 'globex' })],
    ['with a role that somebody wrote in', () => edited({ realm_access: { roles: ['manager', 'admin'] } })],
    ['that lost its last sign', () => token.slice(0, -5)],
    ['without a signature', () => `${token.split('.').slice(0, 2).join('.')}.`],
    ['of two parts', () => token.split('.').slice(0, 2).join('.')],
    ['of four parts', () => `${token}.${token.split('.')[2]}`],
    ['of one word', () => 'token'],
    ['longer than any', () => `${token}${'A'.repeat(20_000)}`],
    ['of another issuer', () => again({ iss: 'https://id.example/realms/rapport' })],
    ['of an issuer with one sign more', () => again({ iss: `${rapport.ready.issuer}/` })],
    ['for another audience', () => again({ aud: 'another-api' })],
    ['for nobody', () => again({ aud: undefined })],
    ['that begins in an hour', () => again({ nbf: now() + 3600 })],
    ['made in an hour', () => again({ iat: now() + 3600 })],
    ['that never ends', () => again({ exp: undefined })],
    ['that ends with a word', () => again({ exp: 'never' })],
    ['of no subject', () => again({ sub: '' })],
    ['of no tenant', () => again({ tenant: undefined })],
    ['of a tenant that is none', () => again({ tenant: "acme' or '1'='1" })],
    ['of two tenants', () => again({ tenant: ['acme', 'globex'] })],
    ['of no role', () => again({ realm_access: { roles: [] } })],
    ['of a role that is none', () => again({ realm_access: { roles: ['root'] } })],
    ['of a customer who is nobody', () => again({ realm_access: { roles: ['customer'] } })],
    ['of a customer whose record is none', () => again({ realm_access: { roles: ['customer'] }, contact_id: "x' or true" })],
    ['of a customer who is also staff', () => again({ realm_access: { roles: ['customer', 'manager'] }, contact_id: '01900000-0000-7000-8000-00000000c001' })],
    ['that is for signing in', () => again({ typ: 'ID' })],
    ['that is for refreshing', () => again({ typ: 'Refresh' })],
    ['that is for signing out', () => again({ typ: 'Logout' })],
  ])('%s is refused', (_what, make) => expectNobody(make()));

  it('that is over is told so', () => expectNobody(again({ iat: now() - 7200, exp: now() - 3600 }), 'TOKEN_EXPIRED'));

  it('of a sign-in is for what it is for', async () => {
    const clients = JSON.parse(readFileSync(join(rapport.dataFolder, 'identity/clients.json'), 'utf8')) as Record<string, string>;
    const portalUrl = rapport.url.replace('localhost', '127.0.0.1');
    const walk = new PortalWalk({ issuer: rapport.ready.issuer, portalSecret: clients['rapport-portal']!, integrationSecret: '', portalUrl });
    const { accessToken, idToken, refreshToken } = await walk.signIn('max');
    expect((await rapport.bearer(accessToken).get('/v1/me')).json['username']).toBe('max');
    await expectNobody(idToken);
    await expectNobody(refreshToken);
  });

  it.each(['Bearer', 'Bearer ', 'Basic c29maWE6c29maWE=', 'Bearer a, Bearer b', 'bearer\u00a0x', '""'])('in the words %j is none', async (authorization) => {
    expectRefused(await rapport.bearer().get('/v1/contacts', { headers: { authorization } }));
  });

  it('in an address is not looked at', async () => {
    expectRefused(await rapport.bearer().get(`/v1/contacts?access_token=${token}`), 'UNAUTHENTICATED');
  });
});

describe('a session’s cookie', () => {
  const cookie = (value: string) => rapport.bearer().get('/v1/contacts', { headers: { cookie: value } });
  const valueOf = ({ cookie: whole }: BrowserSession) => /rapport_session=([\w-]+)/.exec(whole)![1]!;

  it('opens the door as it was given', async () => expect((await cookie(`rapport_session=${valueOf(sofia)}`)).status).toBe(200));

  it.each<[string, (value: string) => string]>([
    ['that somebody made up', () => 'A'.repeat(43)],
    ['with one sign changed', (value) => `${value.slice(0, -2)}${value.at(-2) === 'A' ? 'B' : 'A'}${value.at(-1)}`],
  ])('%s is nobody’s', async (_what, change) => expectRefused(await cookie(`rapport_session=${change(valueOf(sofia))}`), 'SESSION_EXPIRED'));

  it.each<[string, (value: string) => string]>([
    ['that is too short', (value) => value.slice(0, 20)],
    ['with something behind it', (value) => `${value}' or '1'='1`],
    ['that is empty', () => ''],
    ['that is a token', () => token],
  ])('%s is none', async (_what, change) => expectRefused(await cookie(`rapport_session=${change(valueOf(sofia))}`), 'UNAUTHENTICATED'));

  it('of somebody who signed out is over', async () => {
    const gina = await rapport.login('gina');
    await gina.ask('POST', '/auth/logout');
    expectRefused(await cookie(`rapport_session=${valueOf(gina)}`), 'SESSION_EXPIRED');
  });

  it('shows nothing of another person’s, whoever’s page it comes from', async () => {
    const gleb = await rapport.login('gleb');
    const answer = await gleb.get('/v1/me', { headers: { cookie: `rapport_session=${valueOf(gleb)}; rapport_session=${valueOf(sofia)}` } });
    expect([answer.json['username'], answer.json['tenant']]).toEqual(['gleb', 'globex']);
  });
});

describe('a write by cookie', () => {
  const writes = services
    .flatMap((service) => service.methods)
    // An open door looks at no cookie.
    .filter((method) => !isOpen(method))
    .flatMap((method) => bindingOf(method)?.route ?? [])
    .filter(({ verb }) => verb !== 'GET')
    .map(({ verb, path }) => [verb, path.replaceAll(/\{[^}]+\}/g, '01900000-0000-7000-8000-00000000c001')] as const);

  it.each(writes)('%s %s comes from our own pages only', async (verb, path) => {
    const { cookie } = sofia;
    const foreign = [
      { cookie },
      { cookie, 'x-rapport-csrf': '1' },
      { cookie, origin: rapport.url },
      { cookie, 'x-rapport-csrf': '1', origin: 'https://evil.example' },
      { cookie, 'x-rapport-csrf': '1', origin: 'null' },
      { cookie, 'x-rapport-csrf': '1', origin: rapport.url, 'sec-fetch-site': 'same-site' },
      { cookie, 'content-type': 'text/plain', origin: 'https://evil.example' },
    ];
    for (const headers of foreign) expectRefused(await rapport.bearer().ask(verb, path, { headers, body: {} }), 'CSRF', 403);
  });
});

/** The genuine token with other claims and its old signature. */
function edited(claims: object): string {
  const [head, , signature] = token.split('.');
  return [head, Buffer.from(JSON.stringify({ ...claimsIn(token), ...claims })).toString('base64url'), signature].join('.');
}
