import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from './program.mjs';

const opener = new URL('../services/portal/portal.browser.ts', import.meta.url).href;

/**
 * The built product on a loaded place, and a seller signed in to it in a real browser.
 * @typedef {import('../services/portal/portal-visit.browser.js').Visit['page']} Page
 * @typedef {{ page: Page, url: string, end: () => Promise<void> }} PortalVisit
 */

/** @param {import('./stage.mjs').Place} place @returns {Promise<PortalVisit>} */
export async function visitPortal(place) {
  const program = await startProgram(place);
  const { openChromium } = /** @type {typeof import('../services/portal/portal.browser.js')} */ (await import(opener));
  const browser = await openChromium();
  const end = async () => {
    await browser.close();
    await program.stop();
  };
  const page = await browser.newPage({ locale: 'ru-RU', viewport: { width: 1280, height: 800 } });
  try {
    await signIn(page, program.url, place);
  } catch (thrown) {
    await end();
    throw thrown;
  }
  return { page, url: program.url, end };
}

/** @param {Page} page @param {string} url @param {import('./stage.mjs').Place} place */
async function signIn(page, url, { data }) {
  const { logins } = /** @type {{ logins: { username: string, password: string }[] }} */ (JSON.parse(readFileSync(join(data, 'ready.json'), 'utf8')));
  const sofia = logins.find(({ username }) => username === 'sofia');
  if (!sofia) throw new Error('The demo has no seller');
  await page.goto(`${url}/people`);
  await page.locator('a[href^="/auth/login"]').click();
  await page.fill('#username', sofia.username);
  await page.fill('#password', sofia.password);
  await page.click('button[type=submit]');
  await page.locator('.records-name').first().waitFor({ timeout: 60_000 });
}
