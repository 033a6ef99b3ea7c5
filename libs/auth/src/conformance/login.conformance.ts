import { beforeAll, expect, it } from '@jest/globals';
import { ProviderCheck } from '../login/provider.check.js';
import { PortalWalk, claimsOf, type IdentityUnderTest } from '../testing.js';

/** Signing in through a browser. */
export function loginConformance(open: () => Promise<IdentityUnderTest>): void {
  let under: IdentityUnderTest;
  beforeAll(async () => {
    under = await open();
  });

  it('publishes Keycloak’s addresses', async () => {
    const found = (await (await fetch(`${under.issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    const at = `${under.issuer}/protocol/openid-connect`;
    expect(found).toMatchObject({
      issuer: under.issuer,
      authorization_endpoint: `${at}/auth`,
      token_endpoint: `${at}/token`,
      jwks_uri: `${at}/certs`,
      userinfo_endpoint: `${at}/userinfo`,
      end_session_endpoint: `${at}/logout`,
      code_challenge_methods_supported: expect.arrayContaining(['S256']),
      backchannel_logout_supported: true,
    });
  });

  it('tells a client that it knows from one with a wrong secret and from one that is not there', async () => {
    const look = async (clientId: string, clientSecret: string) => (await new ProviderCheck({ issuer: under.issuer, clientId, clientSecret }).look())?.code;
    expect([await look('rapport-portal', under.portalSecret), await look('rapport-portal', 'wrong'), await look('nobody', 'wrong')]).toEqual([
      undefined,
      'client-refused',
      'client-refused',
    ]);
    expect((await new ProviderCheck({ issuer: `${under.issuer}x`, clientId: 'rapport-portal', clientSecret: '' }).look())?.code).toBe('no-realm');
  });

  it('signs a person in by code and PKCE, with claims that name tenant, role and team', async () => {
    const tokens = await new PortalWalk(under).signIn('sofia');
    expect(claimsOf(tokens.accessToken)).toMatchObject({
      iss: under.issuer,
      typ: 'Bearer',
      azp: 'rapport-portal',
      sub: '01900000-0000-7000-8000-000000000101',
      sid: tokens.sid,
      preferred_username: 'sofia',
      tenant: 'acme',
      groups: ['/acme/sales'],
      realm_access: { roles: ['seller'] },
    });
    expect([claimsOf(tokens.accessToken)['aud']].flat()).toEqual(['rapport-api']);
    expect(tokens).toMatchObject({ subject: '01900000-0000-7000-8000-000000000101', sid: expect.stringMatching(/.{20}/) });
  });

  it('puts no name and no e-mail into a token', async () => {
    const { accessToken, idToken } = await new PortalWalk(under).signIn('carla');
    for (const token of [accessToken, idToken]) {
      expect(Object.keys(claimsOf(token)).filter((claim) => ['name', 'email', 'given_name', 'family_name'].includes(claim))).toEqual([]);
    }
    expect(claimsOf(accessToken)['contact_id']).toBe('01900000-0000-7000-8000-00000000c001');
  });

  it('tells the name at userinfo only', async () => {
    const { accessToken } = await new PortalWalk(under).signIn('mark');
    const answer = await fetch(`${under.issuer}/protocol/openid-connect/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(await answer.json()).toMatchObject({ name: 'Mark Manager', preferred_username: 'mark' });
  });

  it('shows the form again after a wrong password, for a known and an unknown name alike', async () => {
    const walk = new PortalWalk(under);
    const { form } = await walk.open();
    const known = await walk.browser.submit(form, { username: 'dina', password: 'wrong' });
    const unknown = await walk.browser.submit(known, { username: 'nobody', password: 'wrong' });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect([known, unknown].map((page) => /type="password"/.test(page.html))).toEqual([true, true]);
  });

  it('shuts a name after five wrong passwords, even for the right one', async () => {
    const walk = new PortalWalk(under);
    let page = (await walk.open()).form;
    for (let i = 0; i < 5; i += 1) page = await walk.browser.submit(page, { username: 'gina', password: 'wrong' });
    page = await walk.browser.submit(page, { username: 'gina', password: 'gina-demo-1' });
    expect([page.status, /type="password"/.test(page.html)]).toEqual([200, true]);
  });

  it('refuses a sign-in without PKCE', async () => {
    const walk = new PortalWalk(under);
    const query = new URLSearchParams({
      client_id: 'rapport-portal',
      redirect_uri: walk.callback,
      response_type: 'code',
      scope: 'openid',
      state: 'some-state',
    });
    const back = await walk.browser.get(`${under.issuer}/protocol/openid-connect/auth?${query}`);
    expect(new URL(back.url).searchParams.get('error')).toBe('invalid_request');
  });

  it('refuses to send anybody to an address that is not registered', async () => {
    const walk = new PortalWalk(under);
    const { url } = await walk.login.begin('http://127.0.0.1:1/elsewhere', '/');
    expect((await walk.browser.get(url)).status).toBe(400);
  });

  it('is not followed back with another state, nonce or code verifier', async () => {
    for (const wrong of [{ state: 'another' }, { nonce: 'another' }, { codeVerifier: 'x'.repeat(43) }]) {
      const walk = new PortalWalk(under);
      const { form, bundle } = await walk.open();
      const back = await walk.browser.submit(form, { username: 'sofia', password: 'sofia-demo-1' });
      await expect(walk.login.finish(back.url, { ...bundle, ...wrong })).rejects.toMatchObject({ code: 'unauthenticated', reason: 'UNAUTHENTICATED' });
    }
  });

  it('gives tokens for a code once', async () => {
    const walk = new PortalWalk(under);
    const { form, bundle } = await walk.open();
    const back = await walk.browser.submit(form, { username: 'anna', password: 'anna-demo-1' });
    await walk.login.finish(back.url, bundle);
    await expect(walk.login.finish(back.url, bundle)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
}
