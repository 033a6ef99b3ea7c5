import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PortalWalk, type IdentityUnderTest } from '../testing.js';

const ended = { code: 'unauthenticated', reason: 'SESSION_EXPIRED' };

/** Refresh and the end of sessions. */
export function sessionEndConformance(open: () => Promise<IdentityUnderTest>): void {
  let under: IdentityUnderTest;
  let portal: Server;
  const told: string[] = [];
  beforeAll(async () => {
    under = await open();
    portal = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          if (request.url === '/auth/backchannel-logout') told.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('logout_token') ?? '');
          response.end();
        });
    });
    await new Promise<void>((listening) => portal.listen(Number(new URL(under.portalUrl).port), '127.0.0.1', listening));
  });
  afterAll(() => new Promise((closed) => portal.close(closed)));

  it('gives new tokens for a refresh token, and the new one works again', async () => {
    const { login, ...walk } = new PortalWalk(under);
    const first = await new PortalWalk(walk.under).signIn('sofia');
    const second = await login.refresh(first);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await login.refresh(second)).subject).toBe(first.subject);
  });

  it('refuses a refresh token that was used before, and ends what came of it', async () => {
    const walk = new PortalWalk(under);
    const first = await walk.signIn('sofia');
    const second = await walk.login.refresh(first);
    await expect(walk.login.refresh(first)).rejects.toMatchObject(ended);
    await expect(walk.login.refresh(second)).rejects.toMatchObject(ended);
  });

  it('signs out at the client’s word, goes back to it, and tells it by back channel', async () => {
    const walk = new PortalWalk(under);
    const tokens = await walk.signIn('mark');
    told.length = 0;
    const back = await walk.browser.get(await walk.login.logoutUrl(tokens.idToken, `${under.portalUrl}/`));
    expect(back.url).toBe(`${under.portalUrl}/`);
    await expect(walk.login.refresh(tokens)).rejects.toMatchObject(ended);
    expect(told).toHaveLength(1);
    expect(await walk.login.verifyLogoutToken(told[0]!)).toMatchObject({ sid: tokens.sid, subject: tokens.subject });
  });

  it('has a logout token believed once, and an access token never', async () => {
    const walk = new PortalWalk(under);
    const tokens = await walk.signIn('anna');
    told.length = 0;
    await walk.browser.get(await walk.login.logoutUrl(tokens.idToken, `${under.portalUrl}/`));
    await walk.login.verifyLogoutToken(told[0]!);
    for (const token of [told[0]!, tokens.idToken, tokens.accessToken]) {
      await expect(walk.login.verifyLogoutToken(token)).rejects.toMatchObject({ code: 'unauthenticated', reason: 'TOKEN_INVALID' });
    }
  });

  it('asks for the password again after signing out, and not before', async () => {
    const walk = new PortalWalk(under);
    const tokens = await walk.signIn('max');
    expect((await walk.open()).form.url).toContain(walk.callback);
    await walk.browser.get(await walk.login.logoutUrl(tokens.idToken, `${under.portalUrl}/`));
    expect((await walk.open()).form.html).toContain('type="password"');
  });

  it('answers nothing at userinfo for a session that has ended', async () => {
    const walk = new PortalWalk(under);
    const tokens = await walk.signIn('max');
    await walk.browser.get(await walk.login.logoutUrl(tokens.idToken, `${under.portalUrl}/`));
    const answer = await fetch(`${under.issuer}/protocol/openid-connect/userinfo`, { headers: { authorization: `Bearer ${tokens.accessToken}` } });
    expect(answer.status).toBe(401);
  });

  it('goes back to the client when the session was over already', async () => {
    const walk = new PortalWalk(under);
    const tokens = await walk.signIn('max');
    const url = await walk.login.logoutUrl(tokens.idToken, `${under.portalUrl}/`);
    await walk.browser.get(url);
    expect((await walk.browser.get(url)).url).toBe(`${under.portalUrl}/`);
  });
}
