import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal('/people');
/** Each walks through several pages. */
const journeyMs = 120_000;

const names = (page: Page) => page.locator('.records-name');
const lane = (page: Page, name: string) => page.locator('.lane').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name}`) }) });
const cell = (page: Page, row: number, column: number) => page.locator(`td[data-row="${row}"][data-column="${column}"]`);

interface TaskDraft {
  readonly title: string;
  readonly due_at?: string;
  readonly [field: string]: unknown;
}

/** Sets tasks over the API as whoever is at the page. */
async function setTasks(page: Page, tasks: readonly TaskDraft[]): Promise<void> {
  await page.evaluate(async (drafts) => {
    const headers = {
      'content-type': 'application/json',
      'x-rapport-csrf': '1',
      'idempotency-key': `tasks-${drafts[0]!.title.length}-${drafts.length}-0123456789`,
    };
    const response = await fetch('/v1/tasks/batch', { method: 'POST', headers, body: JSON.stringify({ tasks: drafts }) });
    if (!response.ok) throw new Error(await response.text());
  }, tasks);
}

const atNoon = (day: number) => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), day, 12).toISOString();
};

describe('a cell of a list', () => {
  it(
    'is reached, edited and undone by keyboard alone',
    async () => {
      const sofia = await portal.visit('sofia');
      const { page } = sofia;
      await names(page).first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: 'Поставщик' }).waitFor();
      expect(await sofia.barriers()).toEqual([]);
      for (let option = 0; option < 4; option += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await cell(page, 1, 1).getByText('Поставщик').waitFor();
      await page.getByText(/изменено поле «Статус»/).waitFor();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe('1');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Почта' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('textbox', { name: 'Почта' }).count()).toBe(0);
      await button(page, 'Вернуть').click();
      await cell(page, 1, 1).getByText('Потенциальный').waitFor();
      await cell(page, 1, 1).focus();
      await page.keyboard.press(' ');
      await page.getByText('Выбрана 1').waitFor();
      await page.keyboard.press('Home');
      const name = await names(page).nth(1).innerText();
      await page.keyboard.press('Enter');
      await heading(page, name).waitFor();
    },
    journeyMs,
  );

  it(
    'is never one that the page has no room for',
    async () => {
      const { page } = await portal.visit('sofia');
      await names(page).first().waitFor();
      await page.setViewportSize({ width: 900, height: 800 });
      await page.keyboard.press('j');
      for (let column = 0; column < 6; column += 1) await page.keyboard.press('ArrowRight');
      const columnHere = () => page.evaluate(() => document.activeElement?.getAttribute('data-column'));
      expect(await columnHere()).toBe('2');
      await page.keyboard.press('ArrowLeft');
      expect(await columnHere()).toBe('1');
    },
    journeyMs,
  );

  it(
    'is left as it is where it may not be changed, and asks where somebody else changed it meanwhile',
    async () => {
      const max = await portal.visit('max');
      await names(max.page).first().waitFor();
      await cell(max.page, 0, 1).dblclick();
      expect(await max.page.locator('.cell-editor').count()).toBe(0);
      const sofia = await portal.visit('sofia');
      const { page } = sofia;
      await names(page).first().waitFor();
      await cell(page, 2, 2).dblclick();
      await page.getByRole('textbox', { name: 'Почта' }).fill('mine@sever.example');
      await page.evaluate(
        async (title) => {
          const { contacts } = (await (await fetch('/v1/contacts?page_size=200')).json()) as { contacts: { id: string; display_name: string }[] };
          const { id } = contacts.find((each) => each.display_name === title)!;
          const headers = { 'content-type': 'application/json', 'x-rapport-csrf': '1', 'idempotency-key': 'theirs-0123456789abcdef' };
          await fetch(`/v1/contacts/${id}?update_mask=emails`, {
            method: 'PATCH',
            headers,
            body: JSON.stringify({ emails: [{ value: 'theirs@sever.example' }] }),
          });
        },
        await names(page).nth(2).innerText(),
      );
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('theirs@sever.example').waitFor();
      expect(await sofia.barriers()).toEqual([]);
      await dialog.getByRole('button', { name: 'Сохранить моё' }).click();
      await cell(page, 2, 2).getByText('mine@sever.example').waitFor();
      sofia.refusals.length = 0;
    },
    journeyMs,
  );
});

describe('a board', () => {
  it(
    'moves a card by mouse and by keyboard, and back',
    async () => {
      const sofia = await portal.visit('sofia');
      const { page } = sofia;
      await names(page).first().waitFor();
      await button(page, 'Доска').click();
      const card = page.locator('.card').filter({ hasText: 'Фомин Артём' });
      await card.waitFor();
      expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
      await card.hover();
      await page.mouse.down();
      const box = (await lane(page, 'Клиент').boundingBox())!;
      await page.mouse.move(box.x + 40, box.y + 60, { steps: 8 });
      await page.mouse.up();
      await lane(page, 'Клиент').getByText('Фомин Артём').waitFor();
      await page.getByText(/изменено поле «Статус»/).waitFor();
      await page.reload();
      await lane(page, 'Клиент').getByText('Фомин Артём').waitFor();
      await lane(page, 'Клиент').getByRole('link', { name: 'Фомин Артём' }).focus();
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press(' ');
      await lane(page, 'Потенциальный').getByText('Фомин Артём').waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent === 'Фомин Артём');
      await button(page, 'Вернуть').last().click();
      await lane(page, 'Клиент').getByText('Фомин Артём').waitFor();
    },
    journeyMs,
  );

  it(
    'fits a phone, in the dark and in English',
    async () => {
      const sofia = await portal.visit('sofia', { isPhone: true, scheme: 'dark', locale: 'en-GB' });
      await sofia.open('/people?layout=board');
      await sofia.page.locator('.card').first().waitFor();
      expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
    },
    journeyMs,
  );
});

describe('tasks', () => {
  it(
    'open with one’s own, are done by a tick, and stand in a calendar on which they are moved and added',
    async () => {
      const sofia = await portal.visit('sofia');
      const { page } = sofia;
      await setTasks(page, [
        { title: 'Позвонить в порт', due_at: atNoon(3) },
        { title: 'Ещё одно дело', due_at: atNoon(4) },
      ]);
      await page.getByRole('link', { name: 'Задачи' }).click();
      await page.getByRole('checkbox', { name: 'Сделано: Ещё одно дело' }).click();
      await page.getByText(/Ещё одно дело: изменено поле «Статус»/).waitFor();
      await page.getByRole('link', { name: 'Ещё одно дело' }).waitFor({ state: 'detached' });
      expect(await sofia.barriers()).toEqual([]);
      await page.getByRole('button', { name: 'Календарь' }).and(page.locator('.layout')).click();
      const item = page.locator('.calendar-item').filter({ hasText: 'Позвонить в порт' });
      await item.getByRole('link').focus();
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const square = (day: number) => page.locator(`td[data-zone$="-${String(day).padStart(2, '0')}"]:not([data-outside])`);
      await square(11).getByText('Позвонить в порт').waitFor();
      expect(await sofia.barriers()).toEqual([]);
      await square(12).hover();
      await square(12).getByRole('button').click();
      await page.getByRole('textbox', { name: 'Что сделать' }).fill('Записано на двенадцатое');
      await button(page, 'Добавить').click();
      await heading(page, 'Записано на двенадцатое').waitFor();
      await page.goBack();
      await square(12).getByText('Записано на двенадцатое').waitFor();
    },
    journeyMs,
  );

  it(
    'fit a phone as an agenda',
    async () => {
      const sofia = await portal.visit('sofia', { isPhone: true, scheme: 'dark' });
      await sofia.open('/tasks?layout=calendar&view=all');
      await sofia.page.locator('.agenda section').first().waitFor();
      expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
    },
    journeyMs,
  );
});

describe('a view', () => {
  it(
    'keeps how a list looks, says when it looks otherwise, and is deleted and brought back',
    async () => {
      const sofia = await portal.visit('sofia');
      const { page } = sofia;
      await names(page).first().waitFor();
      await button(page, 'Мои').click();
      await page.locator('.filter-chip').waitFor();
      await button(page, 'Имя').click();
      await page.getByText('Изменено', { exact: true }).first().waitFor();
      await button(page, 'Сохранить представление').click();
      await page.getByRole('textbox', { name: 'Название представления' }).fill('С конца');
      expect(await sofia.barriers()).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
      await page.locator('.view-tab[aria-current]').filter({ hasText: 'С конца' }).waitFor();
      await button(page, 'Все').click();
      await page.locator('.filter-chip').waitFor({ state: 'detached' });
      await button(page, 'С конца').click();
      await page.waitForURL(/sort=-display_name/);
      await button(page, 'Действия с представлением').click();
      await page.getByRole('menuitem', { name: 'Удалить представление' }).click();
      await page.locator('.view-tab').filter({ hasText: 'С конца' }).waitFor({ state: 'detached' });
      await button(page, 'Вернуть').click();
      await page.locator('.view-tab').filter({ hasText: 'С конца' }).waitFor();
    },
    journeyMs,
  );
});
