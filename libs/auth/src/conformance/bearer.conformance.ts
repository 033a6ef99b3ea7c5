import { beforeAll, expect, it } from '@jest/globals';
import { SystemClock } from '@rapport/kernel';
import { SignJWT, generateKeyPair } from 'jose';
import { KeycloakVerifier } from '../verify/keycloak.verifier.js';
import { PortalWalk, claimsOf, machineToken, type IdentityUnderTest } from '../testing.js';

const invalid = { code: 'unauthenticated', reason: 'TOKEN_INVALID' };

/** Access tokens as the API sees them. */
export function bearerConformance(open: () => Promise<IdentityUnderTest>): void {
  let under: IdentityUnderTest;
  let good: string;
  beforeAll(async () => {
    under = await open();
    good = (await new PortalWalk(under).signIn('sofia')).accessToken;
  });
  const verifier = (audience = 'rapport-api') => new KeycloakVerifier({ issuer: under.issuer, audience });

  it('gives a service account a token with its tenant and role', async () => {
    const { body } = await machineToken(under);
    const verified = await verifier().verify(String(body['access_token']));
    expect(verified).toMatchObject({
      clientId: 'rapport-integration',
      principal: { id: '01900000-0000-7000-8000-000000000201', tenant: 'acme', kind: 'service', roles: ['integration'], teams: [] },
    });
    expect(body['refresh_token']).toBeUndefined();
  });

  it('has a person’s token end within a minute, so that a changed role is seen by then, and lets a system keep its own for five', async () => {
    const life = (token: string) => Number(claimsOf(token)['exp']) - Number(claimsOf(token)['iat']);
    const fresh = (await new PortalWalk(under).signIn('sofia')).accessToken;
    expect([life(fresh), life(String((await machineToken(under)).body['access_token']))]).toEqual([60, 300]);
  });

  it('refuses a wrong client secret', async () => {
    expect(await machineToken(under, 'wrong')).toMatchObject({ status: 401, body: { error: expect.stringMatching(/invalid_client|unauthorized_client/) } });
  });

  it('lets the verifier read who is asking', async () => {
    expect(await verifier().verify(good)).toMatchObject({
      username: 'sofia',
      principal: { tenant: 'acme', kind: 'person', roles: ['seller'], teams: ['acme/sales'] },
    });
  });

  it('makes tokens for this audience only', async () => {
    await expect(verifier('another-api').verify(good)).rejects.toMatchObject(invalid);
  });

  it('has its expired tokens refused', async () => {
    class Later extends SystemClock {
      override now() {
        return new Date(Date.now() + 3_600_000);
      }
    }
    const later = new KeycloakVerifier({ issuer: under.issuer, audience: 'rapport-api', clock: new Later() });
    await expect(later.verify(good)).rejects.toMatchObject({ code: 'unauthenticated', reason: 'TOKEN_EXPIRED' });
  });

  it('has forged tokens refused: another key, changed claims, no algorithm, an ID token', async () => {
    const header = JSON.parse(Buffer.from(good.split('.')[0]!, 'base64url').toString('utf8')) as { kid: string };
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { ...claimsOf(good), realm_access: { roles: ['manager'] } };
    const encoded = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: header.kid })).toString('base64url');
    const forged = [
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: header.kid }).sign(privateKey),
      [good.split('.')[0], encoded, good.split('.')[2]].join('.'),
      `${none}.${encoded}.`,
      (await new PortalWalk(under).signIn('sofia')).idToken,
      'nonsense',
      '',
    ];
    for (const token of forged) await expect(verifier().verify(token)).rejects.toMatchObject(invalid);
  });
}
