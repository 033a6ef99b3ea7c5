import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, heading, openPortal } from './open-portal.browser.js';
import type { Visit } from './portal-visit.browser.js';

const portal = openPortal('/people');

const field = (page: Page, name: string) => page.locator('.field').filter({ hasText: name });

async function edit(page: Page, label: string, text: string): Promise<void> {
  await button(page, `Изменить: ${label}`).click();
  await page.getByRole('textbox', { name: label, exact: true }).fill(text);
}

/** Opens somebody's page, and waits for what the portal fetches ahead. */
async function openCarla(username: string): Promise<Visit> {
  const visit = await portal.visit(username);
  await visit.page.getByRole('link', { name: 'Ковалёва Карла' }).click();
  await heading(visit.page, /Ковалёва Карла/).waitFor();
  return visit;
}

/** What a browser says of requests that the spec broke is no trouble. */
function forgive(visit: Visit): void {
  visit.troubles.length = 0;
}

describe('a broken line', () => {
  it('keeps what is saved, says so, and sends it once when it is back', async () => {
    const sofia = await openCarla('sofia');
    const { page } = sofia;
    const sent: (string | undefined)[] = [];
    page.on('request', (request) => request.method() === 'PATCH' && sent.push(request.headers()['idempotency-key']));
    await edit(page, 'Отчество', 'Офлайновна');
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByText('1 изменение ждёт').waitFor();
    expect(await sofia.barriers()).toEqual([]);
    await page.context().setOffline(false);
    await heading(page, 'Ковалёва Карла Офлайновна').waitFor();
    await page.locator('.banner').waitFor({ state: 'detached' });
    expect([sent.length > 1, new Set(sent).size]).toEqual([true, 1]);
    forgive(sofia);
  });

  it('does once what was done although the answer was lost', async () => {
    const sofia = await openCarla('sofia');
    const { page } = sofia;
    let broken = 0;
    await page.route('**/v1/notes', async (route) => {
      if (route.request().method() !== 'POST' || broken > 0) return route.continue();
      broken += 1;
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('textbox', { name: 'Заметка' }).fill('Сказано один раз');
    await page.keyboard.press('Control+Enter');
    await page.locator('.timeline').getByText('Сказано один раз').waitFor();
    await page.getByRole('tab', { name: 'Заметки' }).click();
    await page.locator('.note').getByText('Сказано один раз').waitFor();
    expect([broken, await page.locator('.note').count()]).toEqual([1, 1]);
    forgive(sofia);
  });

  it('gives up a change that is left while it waits', async () => {
    const anna = await openCarla('anna');
    const { page } = anna;
    const before = await page.getByRole('heading', { level: 1 }).innerText();
    await edit(page, 'Имя', 'Никогда');
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByText('1 изменение ждёт').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Всё, что вы сохраняете').waitFor();
    await page.context().setOffline(false);
    await page.locator('.banner').waitFor({ state: 'detached' });
    await page.reload();
    await heading(page, before).waitFor();
    forgive(anna);
  });
});

describe('a session that ended', () => {
  it('begins again in a window of its own, and what was being saved is saved', async () => {
    const sofia = await openCarla('sofia');
    const { page } = sofia;
    await page.getByRole('textbox', { name: 'Заметка' }).fill('Ещё не дописано');
    await edit(page, 'Должность', 'Вернулась');
    await page.context().clearCookies();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Сеанс закончился' });
    await dialog.waitFor();
    expect(await sofia.barriers()).toEqual([]);
    const [window] = await Promise.all([page.context().waitForEvent('page'), dialog.getByRole('link', { name: 'Войти' }).click()]);
    const { username, password } = portal.account('sofia');
    await window.fill('#username', username);
    await window.fill('#password', password);
    await Promise.all([window.waitForEvent('close'), window.click('button[type=submit]')]);
    await field(page, 'Должность').getByText('Вернулась').waitFor();
    expect(await page.getByRole('textbox', { name: 'Заметка' }).inputValue()).toBe('Ещё не дописано');
  });
});

describe('a page that breaks', () => {
  it('says the trace id, leaves the frame standing, and can be tried again', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await page.route('**/v1/contacts/*', async (route) => {
      const response = await route.fetch();
      // An answer that no page can draw: there is no such language.
      return route.fulfill({ response, json: { ...((await response.json()) as object), language: 'no-such-language-at-all' } });
    });
    await page.getByRole('link', { name: 'Ковалёва Карла' }).click();
    await page.getByRole('heading', { name: 'Страница сломалась' }).waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/[0-9a-f]{32}/);
    expect(await sofia.barriers()).toEqual([]);
    await page.unroute('**/v1/contacts/*');
    await button(page, 'Повторить').click();
    await heading(page, /Ковалёва Карла/).waitFor();
    forgive(sofia);
  });
});
