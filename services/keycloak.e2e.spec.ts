import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  claimsIn,
  freePort,
  hasKeycloak,
  items,
  openKeycloakRealm,
  startInstallation,
  until,
  type BrowserSession,
  type KeycloakRealm,
  type TestInstallation,
} from '@rapport/testing';

const aMinute = 60_000;

if (hasKeycloak) {
  describe('behind Keycloak', () => {
    let realm: KeycloakRealm;
    let rapport: TestInstallation;
    const reason = async (token: string) => {
      const { status, json } = await rapport.bearer(token).get('/v1/me');
      return [status, json['reason']];
    };
    const me = async (session: BrowserSession) => (await session.get('/v1/me')).json;

    beforeAll(async () => {
      const port = await freePort();
      realm = await openKeycloakRealm(`http://localhost:${port}`);
      rapport = await startInstallation({ settings: { ...realm.settings, PORT: String(port) } });
    }, 120_000);
    afterAll(async () => {
      await rapport?.stop();
      await realm?.close();
    });

    it('a person signs in on Keycloak’s page and is known by a cookie', async () => {
      const sofia = await rapport.login('sofia');
      expect(await me(sofia)).toMatchObject({ username: 'sofia', tenant: 'acme', roles: ['seller'], teams: ['acme/sales'], signed_in_by: 'session' });
      expect((await sofia.post('/v1/contacts', { given_name: 'Vera' })).status).toBe(201);
    });

    it('a wrong password, and a name of the other kind of identity, stay outside', async () => {
      await expect(rapport.login('sofia', 'wrong')).rejects.toThrow('was not signed in');
      await expect(rapport.login('nobody')).rejects.toThrow('was not signed in');
    });

    it('whoever signs out is nobody here, and Keycloak asks for the password again', async () => {
      const anna = await rapport.login('anna');
      const { url } = (await anna.ask('POST', '/auth/logout')).json as unknown as { url: string };
      expect(url.startsWith(`${realm.issuer}/protocol/openid-connect/logout`)).toBe(true);
      expect((await me(anna))['reason']).toBe('SESSION_EXPIRED');
      const back = await fetch(url, { redirect: 'manual' });
      expect(back.headers.get('location')).toBe(`${rapport.url}/`);
    });

    it('a service account works with its token', async () => {
      const { status, json } = await rapport.bearer(await realm.machineToken()).get('/v1/me');
      expect([status, json['roles'], json['signed_in_by']]).toEqual([200, ['integration'], 'token']);
    });

    it('tokens of a new signing key are taken at once, and those of the old one stay good', async () => {
      const before = await realm.machineToken();
      expect((await reason(before))[0]).toBe(200);
      await realm.admin.rotateKeys();
      const after = await realm.machineToken();
      expect(headerOf(after)['kid']).not.toBe(headerOf(before)['kid']);
      expect([(await reason(after))[0], (await reason(before))[0]]).toEqual([200, 200]);
    });

    it('a token for another audience, and one of another issuer, are refused', async () => {
      const stranger = await realm.machineToken(await realm.admin.makeStranger());
      expect([claimsIn(stranger)['iss'], await reason(stranger)]).toEqual([realm.issuer, [401, 'TOKEN_INVALID']]);
      const foreign = await realm.admin.token();
      expect([claimsIn(foreign)['iss'] !== realm.issuer, await reason(foreign)]).toEqual([true, [401, 'TOKEN_INVALID']]);
    });

    it('an administrator who ends somebody’s sessions in Keycloak ends them here, by back channel', async () => {
      const mark = await rapport.login('mark');
      expect((await me(mark))['username']).toBe('mark');
      await realm.admin.signOut('mark');
      await until('the session is over', async () => String((await me(mark))['reason']) === 'SESSION_EXPIRED', 5_000);
    });

    it('a changed role, and an account that was shut, are seen within a minute by whoever is signed in', async () => {
      const [max, sofia] = [await rapport.login('max'), await rapport.login('sofia')];
      expect([(await me(max))['roles'], (await sofia.get('/v1/contacts')).status]).toEqual([['marketer'], 200]);
      await realm.admin.setRoles('max', ['agent']);
      await realm.admin.disable('sofia');
      const began = Date.now();
      await until('the new role is in effect', async () => JSON.stringify((await me(max))['roles']) === '["agent"]', aMinute);
      await until('the shut account is nobody', async () => String((await me(sofia))['reason']) === 'SESSION_EXPIRED', aMinute);
      expect(Date.now() - began).toBeLessThan(aMinute);
    }, 150_000);

    it('with a wrong secret or without our client the program says so, is not ready, and is once that is mended', async () => {
      const other = await startInstallation({ settings: { ...realm.settings, OIDC_CLIENT_SECRET: 'wrong-secret' } });
      try {
        const readiness = async () => {
          const { status, json } = await other.bearer().get('/readyz');
          return [status, items(json['checks']).find(({ name }) => String(name) === 'identity')];
        };
        expect(await readiness()).toEqual([503, { name: 'identity', ok: false, detail: 'client-refused' }]);
        expect(other.program.output).toMatch(/OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: the realm .* does not take the client “rapport-portal” with this secret/);
        expect(other.program.output).not.toContain('wrong-secret');
        await realm.admin.setSecret('rapport-portal', 'wrong-secret');
        await until('it is ready', async () => (await readiness())[0] === 200, 10_000);
        expect(await readiness()).toEqual([200, { name: 'identity', ok: true }]);
      } finally {
        await other.stop();
      }
    }, 90_000);
  });
} else {
  describe.skip('behind Keycloak: KEYCLOAK_URL is not set, so nothing of it was tried', () => {
    it('needs one', () => undefined);
  });
}

function headerOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString('utf8')) as Record<string, unknown>;
}
