import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WalkingBrowser } from '@rapport/auth/testing';
import { openSessionRig, signedIn, type SessionRig } from './session.fixture.js';

let rig: SessionRig;
beforeAll(async () => {
  rig = await openSessionRig();
});
afterAll(() => rig.close());

const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
const own = () => ({ 'x-rapport-csrf': '1', origin: rig.url });
const who = (cookie: string) => fetch(`${rig.url}/who`, { headers: { cookie } });
const write = (cookie: string, headers: Record<string, string>) => fetch(`${rig.url}/who`, { method: 'POST', headers: { cookie, ...headers } });

describe('signing in through the site', () => {
  it('ends where it was asked to, knowing the person, with a cookie that no script can read and no token in it', async () => {
    const { browser } = await signedIn(rig.url, 'sofia');
    const page = await browser.get(`${rig.url}/who`);
    expect(JSON.parse(page.html)).toEqual({ username: 'sofia', roles: ['seller'] });
    const lines = browser.setCookieLines().filter((line) => line.startsWith('rapport_session='));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^rapport_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('gives a new cookie each time, and the earlier one is worth nothing', async () => {
    const first = await signedIn(rig.url, 'anna');
    const second = await signedIn(rig.url, 'anna', first.browser);
    expect(second.cookie).not.toBe(first.cookie);
    expect([(await who(first.cookie)).status, (await who(second.cookie)).status]).toEqual([401, 200]);
  });

  it('is refused to a browser that did not begin it', async () => {
    const stranger = new WalkingBrowser((url) => url.includes('/auth/callback'));
    const form = await stranger.get(`${rig.url}/auth/login`);
    const back = await stranger.submit(form, { username: 'sofia', password: 'sofia-demo-1' });
    const answer = await fetch(back.url, { redirect: 'manual' });
    expect([answer.status, await json(answer)]).toEqual([401, { reason: 'UNAUTHENTICATED' }]);
    const page = await fetch(back.url, { redirect: 'manual', headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/?sign-in=failed']);
    expect(page.headers.getSetCookie().join()).not.toContain('rapport_session');
  });

  it('speaks the language that the page was in, also after a mistake; without one, the browser’s', async () => {
    const languageOf = ({ html }: { html: string }) => /<html lang="(\w+)">/.exec(html)?.[1];
    const browser = new WalkingBrowser(() => false);
    const form = await browser.get(`${rig.url}/auth/login?return_to=/who&ui_locales=ru`);
    const again = await browser.submit(form, { username: 'sofia', password: 'wrong' });
    const unknown = await browser.get(`${rig.url}/auth/login?ui_locales=tlh%20en`);
    expect([form, again, unknown, await browser.get(`${rig.url}/auth/login`)].map(languageOf)).toEqual(['ru', 'ru', 'en', 'en']);
    expect(new URL((await browser.submit(again, { username: 'sofia', password: 'sofia-demo-1' })).url).pathname).toBe('/who');
  });

  it('works in two tabs at once', async () => {
    const browser = new WalkingBrowser(() => false);
    const [one, two] = [await browser.get(`${rig.url}/auth/login?return_to=/who`), await browser.get(`${rig.url}/auth/login?return_to=/who`)];
    expect(two.url).not.toBe(one.url);
    expect((await browser.submit(two, { username: 'mark', password: 'mark-demo-1' })).html).toContain('mark');
    expect(browser.cookieFor(`${rig.url}/`)).toContain('rapport_session=');
  });
});

describe('a session', () => {
  it('is needed', async () => {
    expect(await json(await who(''))).toEqual({ reason: 'UNAUTHENTICATED' });
    expect(await json(await who(`rapport_session=${'x'.repeat(43)}`))).toEqual({ reason: 'SESSION_EXPIRED' });
  });

  it('authorises writes of the site’s own pages only', async () => {
    const { cookie } = await signedIn(rig.url, 'sofia');
    expect((await write(cookie, own())).status).toBe(200);
    const wrong: Record<string, string>[] = [{}, { origin: rig.url }, { 'x-rapport-csrf': '1', origin: 'https://evil.example' }];
    for (const headers of wrong) {
      expect(await json(await write(cookie, headers))).toEqual({ reason: 'CSRF' });
    }
  });

  it('ends at logout, here and at the provider, and says where to go', async () => {
    const { browser, cookie } = await signedIn(rig.url, 'sofia');
    expect((await fetch(`${rig.url}/auth/logout`, { method: 'POST', headers: { cookie } })).status).toBe(403);
    const { url } = await json(await fetch(`${rig.url}/auth/logout`, { method: 'POST', headers: { cookie, ...own() } }));
    expect((await who(cookie)).status).toBe(401);
    expect((await browser.get(String(url))).url).toBe(`${rig.url}/`);
    expect((await browser.get(`${rig.url}/auth/login`)).html).toContain('type="password"');
  });

  it('ends when the provider says so by back channel', async () => {
    const [one, other] = [await signedIn(rig.url, 'max'), await signedIn(rig.url, 'max')];
    await one.browser
      .get(`${rig.started.issuer}/protocol/openid-connect/logout?client_id=rapport-portal`)
      .then((page) => one.browser.submit(page, { logout: 'yes' }));
    expect([(await who(one.cookie)).status, (await who(other.cookie)).status]).toEqual([401, 200]);
  });

  it('does not end by a logout token that the provider did not sign', async () => {
    const answer = await fetch(`${rig.url}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: 'e30.e30.e30' }) });
    expect(answer.status).toBe(400);
  });
});
