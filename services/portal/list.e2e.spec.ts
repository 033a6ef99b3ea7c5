import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal('/people');

const names = (page: Page) => page.locator('.records-name');

/** Adds people over the API as whoever is at the page. */
async function addPeople(page: Page, count: number): Promise<void> {
  await page.evaluate(async (many) => {
    const contacts = Array.from({ length: many }, (_, at) => ({ family_name: `Ряд${String(at).padStart(4, '0')}`, tags: ['ряд'] }));
    for (let from = 0; from < many; from += 200) {
      const headers = { 'content-type': 'application/json', 'x-rapport-csrf': '1', 'idempotency-key': `rows-${from}-0123456789` };
      const response = await fetch('/v1/contacts/batch', { method: 'POST', headers, body: JSON.stringify({ contacts: contacts.slice(from, from + 200) }) });
      if (!response.ok) throw new Error(await response.text());
    }
  }, count);
}

/** What somebody else does over the API meanwhile. */
async function writeJob(page: Page, id: string, job: string): Promise<void> {
  const status = await page.evaluate(
    async ([contact, title]) => {
      const headers = { 'content-type': 'application/json', 'x-rapport-csrf': '1', 'idempotency-key': `job-${contact}` };
      const body = JSON.stringify({ job_title: title });
      return (await fetch(`/v1/contacts/${contact}?update_mask=job_title`, { method: 'PATCH', headers, body })).status;
    },
    [id, job],
  );
  expect(status).toBe(200);
}

describe('a list', () => {
  it('is narrowed by any field, and its address never tells of a person', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.keyboard.press('f');
    await page.getByRole('combobox', { name: 'Поле' }).click();
    await page.getByRole('option', { name: 'Почта' }).click();
    await page.getByRole('textbox', { name: 'Почта' }).fill('carla');
    await page.getByRole('link', { name: 'Фомин Артём' }).waitFor({ state: 'detached' });
    expect([await names(page).allInnerTexts(), page.url()]).toEqual([['Ковалёва Карла'], `${portal.url}/people`]);
    await button(page, 'Добавить условие').click();
    await page.getByRole('combobox', { name: 'Поле' }).nth(1).click();
    await page.getByRole('option', { name: 'Статус' }).click();
    await page.getByRole('combobox', { name: 'Статус' }).click();
    await page.getByRole('option', { name: 'Потенциальный' }).click();
    await page.getByRole('heading', { name: 'Ничего не подошло' }).waitFor();
    expect(page.url()).toContain('standing');
    await page.getByText('Хватит одного').click();
    await page.getByRole('link', { name: 'Фомин Артём' }).waitFor();
    expect(await sofia.barriers()).toEqual([]);
    await page.reload();
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.locator('.filter-chip').nth(1).waitFor();
    expect(await page.locator('.filter-chip').count()).toBe(2);
    await button(page, 'Убрать условие: Статус').click();
    await page.getByRole('link', { name: 'Фомин Артём' }).waitFor({ state: 'detached' });
  });

  it('has rows of two lines on a phone, each one cell that opens its record wherever it is tapped', async () => {
    const sofia = await portal.visit('sofia', { isPhone: true });
    const { page } = sofia;
    const row = page.getByRole('row', { name: /Ковалёва Карла/ });
    await row.getByText('Клиент').waitFor();
    const cell = row.getByRole('gridcell').last();
    expect([await row.getByRole('gridcell').count(), await page.getByRole('columnheader').count()]).toEqual([2, 5]);
    expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
    const { width, height } = (await cell.boundingBox())!;
    await cell.click({ position: { x: width - 8, y: height - 8 } });
    await heading(page, 'Ковалёва Карла').waitFor();
  });

  it('is sorted by its heads, and shows the columns that were chosen, also after a reload', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await names(page).first().waitFor();
    await button(page, 'Имя').click();
    await page.waitForURL(/sort=-display_name/);
    expect(await page.getByRole('columnheader', { name: 'Имя' }).getAttribute('aria-sort')).toBe('descending');
    await button(page, 'Столбцы').click();
    await page.getByRole('checkbox', { name: 'Почта' }).click();
    await page.getByRole('checkbox', { name: 'Телефон' }).click();
    expect(await sofia.barriers()).toEqual([]);
    await page.reload();
    await names(page).first().waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['', 'Имя', 'Статус', 'Метки', 'Ответственный', 'Изменено', 'Телефон']);
    expect(await sofia.overflow()).toBe(0);
  });

  it('changes many records at once, passes over those that one may not change, and undoes it', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    for (const name of ['Соловьёва Мария', 'Цветкова Алина']) await page.getByRole('checkbox', { name: `Выбрать: ${name}` }).click();
    await page.getByText('Выбрано 2').waitFor();
    await button(page, 'Метки').click();
    await page.getByRole('combobox', { name: 'Добавить метки' }).fill('вместе');
    await page.keyboard.press('Enter');
    expect(await sofia.barriers()).toEqual([]);
    await button(page, 'Применить').click();
    await page.getByText('Метки изменены у 2 записей.').waitFor();
    await row('Соловьёва Мария').getByText('вместе').waitFor();
    await row('Цветкова Алина').getByText('вместе').waitFor();
    await button(page, 'Вернуть').click();
    await page.getByText('Как было: 2 записи.').waitFor();
    await row('Соловьёва Мария').getByText('вместе').waitFor({ state: 'detached' });
    expect(await row('Цветкова Алина').getByText('пилот').count()).toBe(1);
  });

  it('takes a field back from all but those changed by somebody since, and says how many and why', async () => {
    const { page } = await portal.visit('sofia');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    for (const name of ['Соловьёва Мария', 'Цветкова Алина']) await page.getByRole('checkbox', { name: `Выбрать: ${name}` }).click();
    await button(page, 'Поле').click();
    await page.getByRole('combobox', { name: 'Поле' }).click();
    await page.getByRole('option', { name: 'Должность' }).click();
    await page.getByRole('textbox', { name: 'Должность' }).fill('Совладелица');
    await button(page, 'Применить').click();
    await page.getByText('Изменены 2 записи.').waitFor();
    const [, id = ''] = /people\/(.+)/.exec((await page.getByRole('link', { name: 'Соловьёва Мария' }).getAttribute('href')) ?? '') ?? [];
    await writeJob(page, id, 'Директор');
    await button(page, 'Вернуть').click();
    await page.getByText('Как было: 1 запись.').waitFor();
    await page.getByText('Не удалось вернуть 1 запись: появились более новые изменения.').waitFor();
    await row('Соловьёва Мария').getByText('Директор').waitFor();
    expect(await row('Цветкова Алина').getByText('Совладелица').count()).toBe(0);
  });

  it('deletes many and brings them back', async () => {
    const { page } = await portal.visit('mark');
    for (const name of ['Bennett Olivia', 'Okafor Daniel']) await page.getByRole('checkbox', { name: `Выбрать: ${name}` }).click();
    await button(page, 'Удалить').click();
    await page.getByText('Удалены 2 записи.').waitFor();
    await page.getByRole('link', { name: 'Bennett Olivia' }).waitFor({ state: 'detached' });
    await button(page, 'Вернуть').click();
    await page.getByRole('link', { name: 'Bennett Olivia' }).waitFor();
    await page.getByRole('link', { name: 'Okafor Daniel' }).waitFor();
  });

  it('offers nothing to choose to whoever may only read', async () => {
    const { page } = await portal.visit('max');
    await names(page).first().waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });
});

describe('adding a record', () => {
  it('marks what must be filled in, and says at the field what was left empty', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await names(page).first().waitFor();
    await page.keyboard.press('c');
    await button(page, 'Добавить').click();
    await page.getByText('Заполните хотя бы одно: фамилия, имя, почта, телефон.').waitFor();
    await page.goto(`${portal.url}/companies`);
    await names(page).first().waitFor();
    await page.keyboard.press('c');
    const name = page.getByRole('textbox', { name: 'Название' });
    expect(await name.evaluate((input: HTMLInputElement) => input.required)).toBe(true);
    await name.fill('   ');
    await button(page, 'Добавить').click();
    await page.getByText('Заполните это поле.').waitFor();
    expect(await name.evaluate((input) => input === document.activeElement && input.getAttribute('aria-invalid') === 'true')).toBe(true);
    expect(await sofia.barriers()).toEqual([]);
    await name.fill('Новая');
    await page.getByText('Заполните это поле.').waitFor({ state: 'detached' });
  });

  it('tells who is there already, however they are spelt, and leads to them', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await names(page).first().waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('Телефон').fill('8 (900) 555-01-01');
    await page.getByText('Уже есть в базе?').waitFor();
    await page.getByLabel('Телефон').fill('');
    await page.getByText('Уже есть в базе?').waitFor({ state: 'detached' });
    await page.getByLabel('Фамилия').fill('Kovaleva');
    await page.getByText('Уже есть в базе?').waitFor();
    expect(await sofia.barriers()).toEqual([]);
    await page.getByRole('dialog').getByRole('link', { name: 'Ковалёва Карла' }).click();
    await heading(page, 'Ковалёва Карла').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('a record', () => {
  it('has messengers, addresses and an owner that are changed in place', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await page.getByRole('link', { name: 'Жуков Тимофей' }).click();
    await button(page, 'Показать контакты').click();
    await button(page, 'Изменить: Мессенджеры').click();
    await page.getByRole('textbox', { name: 'Мессенджеры 1' }).fill('@zhukov');
    await page.keyboard.press('Enter');
    await page.getByText('@zhukov Telegram').waitFor();
    await button(page, 'Изменить: Адреса').click();
    await page.getByLabel('Код страны').fill('xx');
    await page.getByLabel('Город').fill('Псков');
    await page.keyboard.press('Enter');
    await page.locator('.address [aria-invalid="true"]').waitFor();
    expect(await sofia.barriers()).toEqual([]);
    await page.getByLabel('Код страны').fill('ru');
    await page.keyboard.press('Enter');
    await page.getByText('RU, Псков').waitFor();
    await button(page, 'Изменить: Ответственный').click();
    await page.getByRole('combobox', { name: 'Ответственный' }).click();
    await page.getByRole('option', { name: 'Mark Manager' }).click();
    await button(page, 'Сохранить').click();
    await page.getByText('Ответственный: Mark Manager').waitFor();
    sofia.refusals.length = 0;
  });

  it('has notes that their writer pins and changes, and nobody else', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await page.getByRole('link', { name: 'Хабибуллин Рустам' }).click();
    for (const text of ['Важное', 'Позднее']) {
      await page.getByRole('textbox', { name: 'Заметка' }).fill(text);
      await page.keyboard.press('Control+Enter');
      await page.locator('.timeline').getByText(text).waitFor();
    }
    await page.getByRole('tab', { name: 'Заметки' }).click();
    await page.locator('.note').filter({ hasText: 'Важное' }).getByRole('button', { name: 'Закрепить заметку' }).click();
    await page.getByText('Закреплено').waitFor();
    expect(await page.locator('.note').first().innerText()).toContain('Важное');
    await page.locator('.note').first().getByRole('button', { name: 'Изменить заметку' }).click();
    await page.keyboard.type(' и срочное');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Важное и срочное').waitFor();
    expect(await sofia.barriers()).toEqual([]);
    const anna = await portal.visit('anna');
    await anna.page.goto(page.url());
    await anna.page.getByRole('tab', { name: 'Заметки' }).click();
    await anna.page.getByText('Важное и срочное').waitFor();
    expect(await button(anna.page, 'Изменить заметку').count()).toBe(0);
  });
});

describe('a long list', () => {
  it('draws the rows in sight, reads on by itself, and counts all when asked', async () => {
    const { page } = await portal.visit('sofia');
    await names(page).first().waitFor();
    await addPeople(page, 400);
    await page.goto(`${portal.url}/people?filter=${encodeURIComponent('tags:"ряд"')}`);
    await page.getByRole('link', { name: 'Ряд0000' }).waitFor();
    await button(page, 'Посчитать все').click();
    await page.getByText('из 400').waitFor();
    for (let turn = 0; turn < 40 && (await page.getByRole('link', { name: 'Ряд0399' }).count()) === 0; turn += 1) {
      await page.mouse.wheel(0, 3_000);
      await page.waitForTimeout(100);
    }
    await page.getByRole('link', { name: 'Ряд0399' }).waitFor();
    expect(await page.locator('.records tbody tr').count()).toBeLessThan(60);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('401');
  });
});
