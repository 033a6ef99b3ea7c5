import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal('/people');

async function addPerson(page: Page, familyName: string, givenName: string): Promise<void> {
  await button(page, 'Новый человек').first().click();
  await page.getByLabel('Фамилия').fill(familyName);
  await page.getByLabel('Имя', { exact: true }).fill(givenName);
  await button(page, 'Добавить').click();
  await heading(page, `${familyName} ${givenName}`).waitFor();
}

async function editField(page: Page, label: string, text: string): Promise<void> {
  await button(page, `Изменить: ${label}`).click();
  await page.getByRole('textbox', { name: label, exact: true }).fill(text);
}

describe('a seller', () => {
  it('adds a person, told at the field what is wrong, and finds them by typing', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await button(page, 'Новый человек').click();
    await page.getByLabel('Фамилия').fill('Вербицкая');
    await page.getByLabel('Имя', { exact: true }).fill('Нина');
    await page.getByLabel('Почта').fill('nina@@lavka');
    await button(page, 'Добавить').click();
    await page.getByText('Это не адрес электронной почты. Укажите его в виде name@example.org.').waitFor();
    expect(await page.getByLabel('Почта').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Почта').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await sofia.barriers()).toEqual([]);
    await page.getByLabel('Почта').fill('nina@lavka.example');
    await page.getByLabel('Телефон').fill('8 900 555 02 01');
    await button(page, 'Добавить').click();
    await heading(page, 'Вербицкая Нина').waitFor();
    await button(page, 'Показать контакты').click();
    await page.getByRole('link', { name: '+7 900 555 02 01' }).waitFor();
    await page.getByRole('link', { name: 'Люди', exact: true }).click();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Люди, компании, действия…' }).fill('verbi');
    await page.getByRole('option', { name: /Вербицкая Нина/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heading(page, 'Вербицкая Нина').waitFor();
    expect(page.url()).not.toMatch(/verbi|nina/i);
    expect(sofia.refusals).toEqual(['400 POST /v1/contacts']);
  });

  it('edits a field, writes a note that mentions a colleague, and sees both in the timeline', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await addPerson(page, 'Зорина', 'Вера');
    await editField(page, 'Должность', 'Директор');
    await page.keyboard.press('Enter');
    await page.getByText('Изменено: должность').waitFor();
    const note = page.getByRole('textbox', { name: 'Заметка' });
    await note.pressSequentially('Просит счёт до среды. @mar');
    await page.getByRole('option', { name: /^Mark Manager/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('возьмёшь?');
    await page.keyboard.press('Control+Enter');
    const entry = page.locator('.timeline .event').filter({ hasText: 'Новая заметка' });
    await entry.getByText('Просит счёт до среды.').waitFor();
    expect(await entry.locator('.mention').innerText()).toBe('@mark');
    expect(await sofia.barriers()).toEqual([]);
    await page.getByText('Изменения', { exact: true }).click();
    await page.getByText('Добавлено в базу').waitFor();
    expect(await entry.count()).toBe(0);
    await page.getByRole('tab', { name: 'Заметки' }).click();
    await button(page, 'Удалить заметку').click();
    await page.getByText('Заметок пока нет').waitFor();
    await button(page, 'Вернуть').click();
    await page.locator('.note').getByText('Просит счёт до среды.').waitFor();
  });

  it('tags, links, deletes and brings back', async () => {
    const { page } = await portal.visit('sofia');
    await addPerson(page, 'Быстрова', 'Зоя');
    await page.getByRole('combobox', { name: 'Метки' }).fill('пилот');
    await page.keyboard.press('Enter');
    await button(page, 'Связать').click();
    await page.getByRole('textbox', { name: 'С кем' }).fill('северн');
    await page.getByRole('option', { name: /Северный ветер/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Связать' }).click();
    await page.getByRole('link', { name: 'Северный ветер' }).waitFor();
    await button(page, 'Ещё действия').click();
    await page.getByRole('menuitem', { name: 'Удалить' }).click();
    await heading(page, 'Люди').waitFor();
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.getByRole('link', { name: 'Быстрова Зоя' }).waitFor({ state: 'detached' });
    await button(page, 'Вернуть').click();
    await page.keyboard.press('f');
    await page.getByRole('combobox', { name: 'Поле' }).click();
    await page.getByRole('option', { name: 'Метки' }).click();
    await page.getByRole('textbox', { name: 'Метки' }).fill('пилот');
    await page.getByRole('link', { name: 'Быстрова Зоя' }).waitFor();
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor({ state: 'detached' });
  });

  it('sees at once what a colleague changes, and chooses where both changed the same field', async () => {
    const [sofia, mark] = [await portal.visit('sofia'), await portal.visit('mark')];
    await addPerson(sofia.page, 'Лунина', 'Ада');
    await mark.page.goto(sofia.page.url());
    await editField(sofia.page, 'Должность', 'Аналитик');
    await editField(mark.page, 'Должность', 'Инженер');
    await mark.page.keyboard.press('Enter');
    await mark.page.getByText('Изменено: должность').waitFor();
    await sofia.page.locator('.record-title').getByText('Инженер').waitFor();
    await sofia.page.keyboard.press('Enter');
    const dialog = sofia.page.getByRole('dialog', { name: 'Это уже изменил кто-то другой' });
    await dialog.getByText('Инженер').waitFor();
    await dialog.getByText('Аналитик').waitFor();
    expect(await sofia.barriers()).toEqual([]);
    await dialog.getByRole('button', { name: 'Сохранить моё' }).click();
    await mark.page.locator('.record-title').getByText('Аналитик').waitFor();
    await editField(sofia.page, 'Отчество', 'Марковна');
    await editField(mark.page, 'Должность', 'Учёный');
    await mark.page.keyboard.press('Enter');
    await sofia.page.locator('.record-title').getByText('Учёный').waitFor();
    await sofia.page.keyboard.press('Enter');
    await heading(mark.page, 'Лунина Ада Марковна').waitFor();
    expect(await mark.page.locator('.record-title').getByText('Учёный').count()).toBe(1);
  });

  it('doubles nobody when the line breaks while saving', async () => {
    const { page, troubles } = await portal.visit('sofia');
    const keys: (string | undefined)[] = [];
    await page.route('**/v1/contacts', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      return keys.length === 1 ? route.abort() : route.fulfill({ response: answer });
    });
    await addPerson(page, 'Однажды', 'Ева');
    await page.unroute('**/v1/contacts');
    await page.getByRole('link', { name: 'Люди', exact: true }).click();
    await page.getByRole('link', { name: 'Однажды Ева' }).waitFor();
    expect(await page.getByRole('link', { name: 'Однажды Ева' }).count()).toBe(1);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    troubles.length = 0;
  });

  it.each([
    ['en-GB', 'dark', false, 'People', 'Timeline'],
    ['en-GB', 'light', true, 'People', 'Timeline'],
    ['ru-RU', 'dark', true, 'Люди', 'Лента'],
  ] as const)('works in %s, %s, phone %s', async (locale, scheme, isPhone, people, timeline) => {
    const sofia = await portal.visit('sofia', { locale, scheme, isPhone });
    await heading(sofia.page, people).waitFor();
    await sofia.page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
    await sofia.page.getByRole('link', { name: 'Ковалёва Карла' }).click();
    await sofia.page.getByRole('tab', { name: timeline }).waitFor();
    await sofia.page.locator('.timeline .event').first().waitFor();
    expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
  });

  it('comes to every control by keyboard alone, and past the navigation by one key', async () => {
    const { page } = await portal.visit('sofia');
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('К содержанию');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await page.getByRole('link', { name: 'Ковалёва Карла' }).focus();
    await page.keyboard.press('Enter');
    await button(page, 'Изменить: Имя').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Имя', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Изменить: Имя');
  });
});
