import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { freePort, hasKeycloak, openKeycloakRealm, startInstallation, type KeycloakRealm, type TestInstallation } from '@rapport/testing';
import { openChromium } from './portal.browser.js';
import { Visit } from './portal-visit.browser.js';

if (hasKeycloak) {
  describe('Keycloak’s own page in a browser', () => {
    let realm: KeycloakRealm;
    let rapport: TestInstallation;
    let browser: Browser;
    const open: Visit[] = [];

    beforeAll(async () => {
      const port = await freePort();
      realm = await openKeycloakRealm(`http://localhost:${port}`);
      rapport = await startInstallation({ settings: { ...realm.settings, PORT: String(port) } });
      browser = await openChromium();
    }, 180_000);
    afterEach(async () => {
      for (const visit of open.splice(0)) await visit.end();
    });
    afterAll(async () => {
      await browser?.close();
      await rapport?.stop();
      await realm?.close();
    });

    const visit = async () => {
      const begun = await Visit.begin(browser, rapport.url, { locale: 'en-GB' });
      open.push(begun);
      return begun;
    };
    const account = (username: string) => ({ username, password: `${username}-demo-1`, role: '', tenant: '' });

    it('lets a seller in with a password, and out again', async () => {
      const sofia = await visit();
      await sofia.signIn(account('sofia'));
      const me = () => sofia.page.request.get(`${rapport.url}/v1/me`);
      expect((await (await me()).json()).username).toBe('sofia');
      await sofia.page.locator('button.user').click();
      await sofia.page.getByText('Sign out').click();
      await sofia.page.locator('a[href^="/auth/login"]').waitFor();
      expect((await me()).status()).toBe(401);
      await sofia.page.goto(`${rapport.url}/auth/login`);
      await sofia.page.locator('#password').waitFor();
      expect(sofia.troubles).toEqual([]);
    });

    it('demands a one-time password of an administrator: set up at the first sign-in, asked for at the next', async () => {
      const first = await visit();
      await typePassword(first.page, rapport.url, account('adam'));
      await first.page.locator('#totpSecret').waitFor({ state: 'attached' });
      expect((await first.page.request.get(`${rapport.url}/v1/me`)).status()).toBe(401);
      const secret = await first.page.locator('#totpSecret').inputValue();
      await first.page.fill('#totp', oneTimePassword(secret, Date.now()));
      await first.page.click('#saveTOTPBtn');
      await first.page.locator('nav.rail').waitFor();

      const second = await visit();
      await typePassword(second.page, rapport.url, account('adam'));
      await second.page.fill('#otp', '000000');
      await second.page.click('button[type=submit]');
      await second.page.locator('#otp').waitFor();
      expect((await second.page.request.get(`${rapport.url}/v1/me`)).status()).toBe(401);
      await second.page.fill('#otp', oneTimePassword(secret, Date.now() + 30_000));
      await second.page.click('button[type=submit]');
      await second.page.locator('nav.rail').waitFor();
      expect((await (await second.page.request.get(`${rapport.url}/v1/me`)).json()).roles).toEqual(['admin']);
    });

    it('demands one of a data-protection officer too', async () => {
      const dina = await visit();
      await typePassword(dina.page, rapport.url, account('dina'));
      await dina.page.locator('#totpSecret').waitFor({ state: 'attached' });
    });
  });
} else {
  describe.skip('Keycloak’s own page in a browser: KEYCLOAK_URL is not set, so nothing of it was tried', () => {
    it('needs one', () => undefined);
  });
}

async function typePassword(page: Page, url: string, { username, password }: { username: string; password: string }): Promise<void> {
  await page.goto(`${url}/auth/login`);
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
}

/** RFC 6238 with six digits, thirty seconds and SHA-1, as the realm asks for. */
function oneTimePassword(secret: string, atMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const value = digest.readUInt32BE(digest.at(-1)! & 0xf) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, '0');
}
