import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal('/people');

/** A key as a Russian keyboard sends it, to whatever has the focus. The browser's driver knows an American one. */
function pressed(page: Page, key: string): Promise<void> {
  return page.evaluate((name) => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })), key);
}

describe('the palette', () => {
  it('finds records and does what can be done from here, by keyboard alone', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Новый человек' }).waitFor();
    expect(await sofia.barriers()).toEqual([]);
    await page.keyboard.type('северн');
    await page.getByRole('option', { name: /Северный ветер/ }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Северный ветер').waitFor();
    await page.keyboard.press('Control+k');
    const note = page.getByRole('option', { name: 'Написать заметку' });
    await note.waitFor();
    await page.keyboard.type('заметк');
    await page.getByRole('option', { name: 'Новый человек' }).waitFor({ state: 'detached' });
    await note.waitFor();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Заметка');
  });

  it('loses no letter that is typed while it is still on its way', async () => {
    const { page } = await portal.visit('sofia');
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.route(/\/palette-[^/]*\.js$/, async (route) => {
      await new Promise((later) => setTimeout(later, 1_500));
      await route.continue();
    });
    await page.reload();
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.keyboard.press('Control+k');
    for (const key of ['с', 'е', 'в', 'е', 'т', 'Backspace', 'р', 'н', 'Enter']) await pressed(page, key);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await heading(page, 'Северный ветер').waitFor();
  });

  it('is left by Escape, and the focus is where it was', async () => {
    const { page } = await portal.visit('sofia');
    await page.getByRole('link', { name: 'Ковалёва Карла' }).focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Новый человек' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ковалёва Карла');
  });

  it('offers a role only what is its own', async () => {
    const { page } = await portal.visit('adam', { at: '/custom-fields' });
    await heading(page, 'Свои поля').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Свои поля' }).waitFor();
    expect(await page.getByRole('option', { name: 'Люди' }).count()).toBe(0);
  });

  it('leads on a phone to places that have no room behind a button, which Escape closes', async () => {
    const sofia = await portal.visit('sofia', { isPhone: true });
    const { page } = sofia;
    const [more, outbox] = [button(page, 'Ещё'), page.getByRole('link', { name: 'Исходящие' })];
    await more.click();
    await outbox.waitFor();
    expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
    await page.keyboard.press('Escape');
    await outbox.waitFor({ state: 'hidden' });
    await more.click();
    await outbox.click();
    await heading(page, 'Исходящие').waitFor();
    await outbox.waitFor({ state: 'hidden' });
    await more.click();
    await outbox.click();
    await outbox.waitFor({ state: 'hidden' });
  });

  it('changes language and theme, on a phone too', async () => {
    const sofia = await portal.visit('sofia', { isPhone: true, scheme: 'dark' });
    const { page } = sofia;
    await page.locator('button.search').click();
    await page.getByRole('textbox', { name: 'Люди, компании, действия…' }).waitFor();
    expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
    await page.getByRole('option', { name: 'Язык: English' }).click();
    await heading(page, 'People').waitFor();
  });
});

describe('shortcuts', () => {
  it('lead to places and are told in the help sheet', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await heading(page, 'Компании').waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Сочетания клавиш' });
    await sheet.getByText('Новая компания').waitFor();
    expect(await sofia.barriers()).toEqual([]);
  });

  it('are silent while somebody types, and can be switched off', async () => {
    const { page } = await portal.visit('sofia');
    await button(page, 'Новый человек').click();
    await page.getByLabel('Фамилия').fill('');
    await page.keyboard.type('gc?');
    expect(await page.getByLabel('Фамилия').inputValue()).toBe('gc?');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Сочетания из одиночных клавиш' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Новый человек' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });
});
