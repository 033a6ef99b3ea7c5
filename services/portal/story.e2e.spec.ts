import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal();
const journeyMs = 120_000;
const carlaPath = '/people/01900000-0000-7000-8000-00000000c001';
const recording = readFileSync(new URL('../ai/eval/speech/renewal.wav', import.meta.url)).toString('base64');

const lane = (page: Page, name: string) => page.locator('.lane').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name}`) }) });
const dialog = (page: Page) => page.getByRole('dialog');

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await dialog(page).getByRole('textbox', { name: label, exact: true }).fill(text);
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Drops a file as if it came from the desk of whoever is at the page. */
async function drop(page: Page, selector: string, name: string, base64: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const bytes = Uint8Array.from(atob(content!), (sign) => sign.codePointAt(0)!);
      const data = new DataTransfer();
      data.items.add(new File([bytes], fileName!, { type: 'audio/wav' }));
      return data;
    },
    [name, base64],
  );
  await page.dispatchEvent(selector, 'drop', { dataTransfer: transfer });
}

describe('sales in the portal', () => {
  it(
    'a lead becomes a customer with a deal, which moves along the board',
    async () => {
      const sofia = await portal.visit('sofia', { at: '/leads' });
      const { page } = sofia;
      await button(page, 'Новый лид').first().click();
      await fill(page, { Фамилия: 'Соколов', Имя: 'Пётр', Компания: 'Южный мост', Почта: 'petr@most.example' });
      await dialog(page).getByRole('button', { name: 'Добавить' }).click();
      await heading(page, 'Соколов Пётр').waitFor();
      await button(page, 'Сконвертировать').click();
      await fill(page, { Название: 'Пилот для Южного моста', Сумма: '250000' });
      expect(await sofia.barriers()).toEqual([]);
      await dialog(page).getByRole('button', { name: 'Сконвертировать' }).click();
      await page.getByText('Лид стал клиентом.').waitFor();
      await sofia.open('/deals?layout=board');
      const card = (stage: string) => lane(page, stage).locator('.card').filter({ hasText: 'Пилот для Южного моста' });
      await card('Новая').getByText('250 000 ₽').waitFor();
      await card('Новая').getByRole('link', { name: 'Пилот для Южного моста' }).focus();
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press(' ');
      await page.getByText(/изменено поле «Этап»/).waitFor();
      await card('Контакт установлен').waitFor();
      await page.reload();
      await card('Контакт установлен').getByRole('link', { name: 'Пилот для Южного моста' }).click();
      const stages = page.getByRole('region', { name: 'Этапы' });
      await stages.getByText('Контакт установлен').waitFor();
      await stages.getByText('Новая').waitFor();
    },
    journeyMs,
  );

  it(
    'a manager adds a stage, and the board has it at once',
    async () => {
      const mark = await portal.visit('mark', { at: '/pipelines' });
      const { page } = mark;
      await button(page, /^Изменить: /)
        .first()
        .click();
      await button(page, 'Добавить этап').click();
      // Five are open; the new one stands behind them, before those that end a deal.
      await page.locator('.stage-row').nth(5).getByLabel('Этап по-русски').fill('Пробная поставка');
      expect([await mark.barriers(), await mark.overflow()]).toEqual([[], 0]);
      await dialog(page).getByRole('button', { name: 'Сохранить' }).click();
      await page.getByText('Воронка сохранена.').waitFor();
      await page.getByRole('cell', { name: 'Пробная поставка' }).waitFor();
      await mark.open('/deals?layout=board');
      await lane(page, 'Пробная поставка').waitFor();
    },
    journeyMs,
  );
});

describe('the service desk in the portal', () => {
  it(
    'a case is opened, answered to the customer, and closed',
    async () => {
      const anna = await portal.visit('anna', { at: '/cases' });
      const { page } = anna;
      await button(page, 'Новое обращение').first().click();
      await fill(page, { Тема: 'Шумит помпа', Описание: 'После чистки стала громче.' });
      await dialog(page).getByLabel('Клиент').fill('ковал');
      await page.getByRole('option', { name: /Ковалёва Карла/ }).click();
      await dialog(page).getByRole('button', { name: 'Добавить' }).click();
      await heading(page, 'Шумит помпа').waitFor();
      await page.getByRole('textbox', { name: 'Ответ' }).fill('Проверьте, до упора ли закрыт бак.');
      await page.keyboard.press('Control+Enter');
      await page.locator('.said').getByText('Проверьте, до упора ли закрыт бак.').waitFor();
      expect(await anna.barriers()).toEqual([]);
      const carla = await portal.visit('carla', { at: '/own/cases' });
      await carla.page.getByText('Шумит помпа').first().click();
      await carla.page.getByText('Проверьте, до упора ли закрыт бак.').waitFor();
      await carla.page.getByRole('textbox', { name: 'Ответ' }).fill('Помогло, спасибо!');
      await carla.page.keyboard.press('Control+Enter');
      await page.locator('.said[data-by=customer]').getByText('Помогло, спасибо!').waitFor();
      await button(page, 'Изменить: Статус').click();
      await page.getByRole('combobox', { name: 'Статус' }).click();
      await page.getByRole('option', { name: 'Закрыто' }).click();
      await button(page, 'Сохранить').click();
      await page.getByText('Обращение закрыто окончательно.', { exact: false }).waitFor();
    },
    journeyMs,
  );

  it(
    'an article is written, published by somebody else, and answers in the side panel',
    async () => {
      const anna = await portal.visit('anna', { at: '/articles' });
      const { page } = anna;
      await button(page, 'Новая статья').first().click();
      await fill(page, {
        Тема: 'Замок крышки Norden',
        'Текст в Markdown': 'Замок крышки кофемолки Norden открывают ключом с красной меткой: два оборота влево.',
      });
      await choose(page, 'Язык', 'русский');
      await choose(page, 'Для кого', 'Коллеги');
      await dialog(page).getByRole('button', { name: 'Добавить' }).click();
      await heading(page, 'Замок крышки Norden').waitFor();
      await button(page, 'На проверку').click();
      await button(page, 'На проверку').waitFor({ state: 'detached' });
      expect(await button(page, 'Опубликовать').isVisible()).toBe(true);
      const mark = await portal.visit('mark');
      await mark.page.goto(page.url());
      await button(mark.page, 'Опубликовать').click();
      await mark.page.getByText('Читатели видят версию 1.').waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('q');
      const panel = dialog(page);
      await panel.getByLabel('Вопрос').fill('Каким ключом открыть замок крышки Norden?');
      const source = panel.getByText('Замок крышки Norden, версия 1');
      await expect(askedUntil(page, () => source.isVisible())).resolves.toBe(true);
      const { width = 0 } = (await page.getByRole('dialog').boundingBox()) ?? {};
      expect(width).toBeLessThan(600);
    },
    journeyMs,
  );
});

describe('a recorded call in the portal', () => {
  it(
    'is dropped on a contact, heard, read, followed and taken back; the ledger knows who decided',
    async () => {
      const sofia = await portal.visit('sofia', { at: carlaPath });
      const { page } = sofia;
      await page.getByRole('tab', { name: 'Звонки' }).click();
      await page.locator('.call-drop').waitFor();
      await drop(page, '.call-drop', 'renewal.wav', recording);
      await page
        .getByText(/В очереди|Декодирование|Поиск речи|Расшифровка|Разбор/)
        .first()
        .waitFor();
      await page.locator('.call-state').first().getByText('Расшифрован', { exact: true }).waitFor({ timeout: 90_000 });
      await page.locator('.call-row a').first().click();
      await page
        .locator('.turn-text')
        .filter({ hasText: /budget/i })
        .first()
        .waitFor();
      expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
      const step = page.locator('.proposal').filter({ hasText: 'Следующий шаг' });
      await step.getByRole('button', { name: 'Принять' }).click();
      await step.getByRole('button', { name: 'Вернуть' }).click();
      await step.getByRole('button', { name: 'Принять' }).waitFor();
      const dina = await portal.visit('dina', { at: `/ai?about=${page.url().split('/').at(-1)}` });
      const entry = dina.page.locator('.ai-record').filter({ hasText: 'Отменено · Sofia Seller' });
      await entry.getByText('Принято · Sofia Seller').waitFor();
      expect([await dina.barriers(), await dina.overflow()]).toEqual([[], 0]);
    },
    journeyMs,
  );
});

/** Asks again until what was published a moment ago is indexed. */
async function askedUntil(page: Page, isAnswered: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    await page.getByLabel('Вопрос').press('Enter');
    await page.waitForTimeout(700);
    if (await isAnswered()) return true;
  }
  return false;
}
