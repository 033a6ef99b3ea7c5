import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@rapport/kernel';
import { PortalWalk, machineToken, realmFile, startEmbedded, type StartedProvider } from '../testing.js';
import { createEmbeddedProvider } from './embedded.provider.js';
import { KeycloakVerifier } from '../verify/keycloak.verifier.js';

const open: StartedProvider[] = [];
async function start(again: Parameters<typeof startEmbedded>[0] = {}): Promise<{ started: StartedProvider; walk: () => PortalWalk }> {
  const started = await startEmbedded(again);
  open.push(started);
  const { issuer, portalUrl, provider } = started;
  return {
    started,
    walk: () =>
      new PortalWalk({ issuer, portalUrl, portalSecret: provider.clients['rapport-portal']!, integrationSecret: provider.clients['rapport-integration']! }),
  };
}
afterEach(async () => {
  for (const { stop, dataFolder } of open.splice(0)) {
    await stop();
    rmSync(dataFolder, { recursive: true });
  }
});

describe('the embedded provider’s data folder', () => {
  it('lets tokens and sessions live on after a restart', async () => {
    const first = await start();
    const walk = first.walk();
    const tokens = await walk.signIn('sofia');
    const port = Number(new URL(first.started.issuer).port);
    await open.pop()!.stop();
    const second = await start({ port, dataFolder: first.started.dataFolder });
    await expect(new KeycloakVerifier({ issuer: second.started.issuer, audience: 'rapport-api' }).verify(tokens.accessToken)).resolves.toMatchObject({
      username: 'sofia',
    });
    expect((await walk.login.refresh(tokens)).subject).toBe(tokens.subject);
    expect(second.started.provider.clients).toEqual(first.started.provider.clients);
  });

  it('can be read by its owner only', async () => {
    const { started, walk } = await start();
    await walk().signIn('sofia');
    const folder = join(started.dataFolder, 'identity');
    const modes = readdirSync(folder).map((file) => [file, (statSync(join(folder, file)).mode & 0o777).toString(8)]);
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect(modes.map(([file]) => file)).toEqual(expect.arrayContaining(['keys.json', 'clients.json', 'sessions.sqlite']));
    expect(modes.filter(([, mode]) => mode !== '600')).toEqual([]);
  });

  it('holds no name, no hint, no token and no cookie that would open a session', async () => {
    const { started, walk } = await start();
    const one = walk();
    const { url } = await one.login.begin(one.callback, '/');
    await one.browser.get(`${url}&login_hint=canary%40example.org`);
    const tokens = await one.signIn('carla');
    const bytes = readdirSync(join(started.dataFolder, 'identity'))
      .filter((file) => file.startsWith('sessions'))
      .map((file) => readFileSync(join(started.dataFolder, 'identity', file), 'latin1'))
      .join('');
    expect(bytes).toContain(tokens.subject);
    for (const secret of ['carla', 'Carla', 'Customer', 'canary', tokens.refreshToken, tokens.accessToken, ...one.browser.cookieValues()])
      expect(bytes).not.toContain(secret);
  });
});

describe('a broken data folder', () => {
  it.each(['keys.json', 'clients.json', 'sessions.sqlite'])('is named in one sentence when %s is broken', async (file) => {
    const { started } = await start();
    await open[0]!.stop();
    writeFileSync(join(started.dataFolder, 'identity', file), '{ broken'.repeat(100));
    const { issuer, portalUrl, dataFolder } = started;
    await expect(createEmbeddedProvider({ issuer, portalUrl, dataFolder, realmFile })).rejects.toThrow(
      new RegExp(`${file} cannot be read: .*signs everybody out`),
    );
    open.length = 0;
    rmSync(dataFolder, { recursive: true });
  });
});

describe('the sign-in page', () => {
  it('runs no script, may not be framed, and sends its form to itself and the portal only', async () => {
    const { started, walk } = await start();
    const one = walk();
    const { form } = await one.open();
    const headers = (await fetch(form.url, { headers: { cookie: '' } })).headers;
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(form.html).not.toMatch(/<script|<style|style=|onclick/);
    expect((await fetch(`${started.issuer}/resources/login.css`)).headers.get('content-type')).toContain('text/css');
  });

  it('speaks the language that the portal asks for', async () => {
    const { walk } = await start();
    const one = walk();
    const { url } = await one.login.begin(one.callback, '/', 'ru');
    expect((await one.browser.get(url)).html).toContain('Имя пользователя');
  });

  it('writes back a typed name as text', async () => {
    const { walk } = await start();
    const one = walk();
    const { form } = await one.open();
    const again = await one.browser.submit(form, { username: '"><b>x', password: 'wrong' });
    expect(again.html).toContain('&#34;&#62;&#60;b&#62;x');
  });

  it('shuts a name after five wrong passwords, even for the right one, and opens it after a minute', async () => {
    const clock = new FixedClock();
    const { walk } = await start({ clock });
    const one = walk();
    const { form, bundle } = await one.open();
    let page = form;
    for (let i = 0; i < 5; i += 1) page = await one.browser.submit(page, { username: 'sofia', password: 'wrong' });
    page = await one.browser.submit(page, { username: 'Sofia ', password: 'sofia-demo-1' });
    expect(page.html).toContain('role="alert"');
    clock.advance(60_001);
    const back = await one.browser.submit(page, { username: 'sofia', password: 'sofia-demo-1' });
    expect((await one.login.finish(back.url, bundle)).subject).toMatch(/101$/);
  });

  it('answers an interaction that is not this browser’s with a page that says what to do', async () => {
    const { started } = await start();
    const answer = await fetch(`${started.issuer}/login-actions/authenticate/unknown`, { headers: { 'accept-language': 'ru' } });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Эта страница устарела')]);
  });
});

describe('the embedded provider’s tokens', () => {
  it('name the issuer, whatever host the request claims', async () => {
    const { started } = await start();
    const answer = await fetch(`${started.issuer}/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect(((await answer.json()) as { token_endpoint: string }).token_endpoint).toBe(`${started.issuer}/protocol/openid-connect/token`);
  });

  it('come only under the issuer’s path', async () => {
    const { started } = await start();
    expect((await fetch(new URL('/realms/other/protocol/openid-connect/certs', started.issuer))).status).toBe(404);
  });

  it('are not given to a client that may not act for itself', async () => {
    const { started, walk } = await start();
    const { under } = walk();
    const answer = await fetch(`${started.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`rapport-portal:${under.portalSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(answer.status).toBe(400);
    expect((await machineToken(under)).status).toBe(200);
  });
});
