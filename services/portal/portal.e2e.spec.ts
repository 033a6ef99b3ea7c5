import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startInstallation, type TestInstallation } from '@rapport/testing';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from './portal.browser.js';
import { Visit, type Looking } from './portal-visit.browser.js';

let rapport: TestInstallation;
let browser: Browser;
let visits: Visit[] = [];

beforeAll(async () => {
  [rapport, browser] = await Promise.all([startInstallation(), openChromium()]);
}, 180_000);
afterEach(async () => {
  const troubles = visits.flatMap((visit) => visit.troubles);
  await Promise.all(visits.map((visit) => visit.end()));
  visits = [];
  expect(troubles).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await rapport?.stop();
});

async function visit(username?: string, looking: Looking = {}): Promise<Visit> {
  const begun = await Visit.begin(browser, rapport.url, looking);
  visits.push(begun);
  const account = rapport.ready.logins.find((login) => login.username === username);
  if (account) await begun.signIn(account);
  begun.page.setDefaultTimeout(10_000);
  return begun;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

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

describe('the entrance', () => {
  it.each([
    ['ru-RU', 'light', false, 'Войти'],
    ['en-GB', 'dark', false, 'Sign in'],
    ['ru-RU', 'dark', true, 'Войти'],
  ] as const)('says what this is, in %s, %s, phone %s', async (locale, scheme, isPhone, signIn) => {
    const guest = await visit(undefined, { locale, scheme, isPhone });
    await guest.open('/');
    expect(await guest.page.getByRole('link', { name: signIn }).count()).toBe(1);
    expect(await guest.page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
    expect([await guest.barriers(), await guest.overflow()]).toEqual([[], 0]);
    expect(guest.refusals).toEqual([]);
  });

  it('changes its language at once, and keeps it', async () => {
    const { page } = await visit();
    await page.goto(rapport.url);
    await page.getByText('EN', { exact: true }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
  });

  it('leads back to the page that was asked for', async () => {
    const guest = await visit();
    await guest.signIn(
      rapport.ready.logins.find(({ username }) => username === 'sofia')!,
      '/companies?standing=customer',
    );
    expect(guest.page.url()).toBe(`${rapport.url}/companies?standing=customer`);
    await guest.page.getByRole('link', { name: 'Северный ветер' }).waitFor();
    expect(await guest.page.getByText('ТехноПарус').count()).toBe(0);
  });

  it('is where one is after signing out', async () => {
    const { page } = await visit('max');
    await button(page, /^Ваша учётная запись/).click();
    await button(page, 'Выйти').click();
    await page.waitForURL(`${rapport.url}/`);
    await page.getByRole('link', { name: 'Войти' }).waitFor();
  });
});

describe('a seller', () => {
  it('adds a person, told at the field what is wrong, and finds them by typing', async () => {
    const sofia = await visit('sofia');
    const { page } = sofia;
    await button(page, 'Новый человек').click();
    await page.getByLabel('Фамилия').fill('Вербицкая');
    await page.getByLabel('Имя', { exact: true }).fill('Нина');
    await page.getByLabel('Почта').fill('nina@@lavka');
    await button(page, 'Добавить').click();
    await page.getByText('Это не адрес электронной почты.').waitFor();
    expect(await page.getByLabel('Почта').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Почта').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await sofia.barriers()).toEqual([]);
    await page.getByLabel('Почта').fill('nina@lavka.example');
    await page.getByLabel('Телефон').fill('8 900 555 02 01');
    await button(page, 'Добавить').click();
    await heading(page, 'Вербицкая Нина').waitFor();
    await page.getByRole('link', { name: '+7 900 555 02 01' }).waitFor();
    await page.getByRole('link', { name: 'Люди', exact: true }).click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('verbi');
    await page.getByRole('option', { name: /Вербицкая Нина/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heading(page, 'Вербицкая Нина').waitFor();
    expect(page.url()).not.toMatch(/verbi|nina/i);
    expect(sofia.refusals).toEqual(['400 POST /v1/contacts']);
  });

  it('edits a field, writes a note that mentions a colleague, and sees both in the timeline', async () => {
    const sofia = await visit('sofia');
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
    const { page } = await visit('sofia');
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
    await page.getByRole('textbox', { name: 'Метка' }).fill('пилот');
    await page.getByRole('link', { name: 'Быстрова Зоя' }).waitFor();
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor({ state: 'detached' });
  });

  it('sees at once what a colleague changes, and chooses where both changed the same field', async () => {
    const [sofia, mark] = [await visit('sofia'), await visit('mark')];
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
    const { page } = await visit('sofia');
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
    visits.at(-1)!.troubles.length = 0;
  });

  it.each([
    ['en-GB', 'dark', false, 'People', 'Timeline'],
    ['en-GB', 'light', true, 'People', 'Timeline'],
    ['ru-RU', 'dark', true, 'Люди', 'Лента'],
  ] as const)('works in %s, %s, phone %s', async (locale, scheme, isPhone, people, timeline) => {
    const sofia = await visit('sofia', { locale, scheme, isPhone });
    await heading(sofia.page, people).waitFor();
    await sofia.page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
    await sofia.page.getByRole('link', { name: 'Ковалёва Карла' }).click();
    await sofia.page.getByRole('tab', { name: timeline }).waitFor();
    await sofia.page.locator('.timeline .event').first().waitFor();
    expect([await sofia.barriers(), await sofia.overflow()]).toEqual([[], 0]);
  });

  it('comes to every control by keyboard alone, and past the navigation by one key', async () => {
    const { page } = await visit('sofia');
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

describe('what went wrong', () => {
  it('is said with the trace id, and tried again', async () => {
    const { page } = await visit('sofia');
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    const problem = {
      type: '/problems/INTERNAL',
      title: 'Внутренняя ошибка',
      status: 500,
      reason: 'INTERNAL',
      detail: 'Что-то сломалось.',
      trace_id: 'a1b2c3',
    };
    await page.route('**/v1/companies?*', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
    await page.getByRole('link', { name: 'Компании' }).click();
    await page.getByText('a1b2c3').waitFor();
    await page.unroute('**/v1/companies?*');
    await button(page, 'Повторить').click();
    await page.getByRole('link', { name: 'Северный ветер' }).waitFor();
    expect(visits.at(-1)!.troubles.splice(0)).toEqual(['500 GET /v1/companies']);
  });

  it('is a record that is not there, or a page that is not for the role', async () => {
    const sofia = await visit('sofia');
    await sofia.open('/people/0190a0b0-0000-7000-8000-000000000999');
    await sofia.page.getByRole('heading', { name: 'Здесь ничего нет' }).waitFor();
    await sofia.open('/audit');
    await sofia.page.getByRole('heading', { name: 'Не для вашей роли' }).waitFor();
    await sofia.open('/nowhere');
    await sofia.page.getByRole('heading', { name: 'Здесь ничего нет' }).waitFor();
    expect(await sofia.barriers()).toEqual([]);
  });

  it('is a session that ended: one signs in again and is back', async () => {
    const { page } = await visit('anna');
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Компании' }).click();
    const dialog = page.getByRole('dialog', { name: 'Сеанс закончился' });
    expect(await dialog.getByRole('link', { name: 'Войти' }).getAttribute('href')).toBe('/auth/login?return_to=%2Fcompanies&ui_locales=ru');
  });
});

describe('the other roles', () => {
  it('an administrator gives people a field, and a seller fills it in', async () => {
    const adam = await visit('adam');
    await heading(adam.page, 'Свои поля').waitFor();
    expect(await adam.page.locator('nav.rail a').allInnerTexts()).toEqual(['Свои поля']);
    await button(adam.page, 'Новое поле').first().click();
    await adam.page.getByRole('combobox', { name: 'Тип' }).click();
    await adam.page.getByRole('option', { name: 'Выбор' }).click();
    await adam.page.getByLabel('Название по-русски').fill('Уровень лояльности');
    await button(adam.page, 'Завести поле').click();
    await adam.page.getByText('Обязательное поле.').waitFor();
    await adam.page.getByRole('combobox', { name: 'Варианты' }).fill('золото');
    await adam.page.keyboard.press('Enter');
    expect(await adam.barriers()).toEqual([]);
    await button(adam.page, 'Завести поле').click();
    await adam.page.getByText('custom.uroven-loyalnosti').waitFor();
    expect(await adam.barriers()).toEqual([]);
    const { page } = await visit('sofia');
    await page.getByRole('link', { name: 'Фомин Артём' }).click();
    await button(page, 'Изменить: Уровень лояльности').click();
    await page.getByRole('combobox', { name: 'Уровень лояльности' }).click();
    await page.getByRole('option', { name: 'золото' }).click();
    await button(page, 'Сохранить').click();
    await page.locator('.field').filter({ hasText: 'Уровень лояльности' }).getByText('золото').waitFor();
    await button(adam.page, 'Убрать: Уровень лояльности').click();
    await adam.page.getByRole('dialog').getByRole('button', { name: 'Убрать' }).click();
    await adam.page.getByRole('heading', { name: 'Своих полей пока нет' }).waitFor();
  });

  it('a data-protection officer reads the audit and proves it whole', async () => {
    const dina = await visit('dina');
    await heading(dina.page, 'Аудит').waitFor();
    await button(dina.page, 'Проверить цепочку').click();
    await dina.page.getByText('Цепочка цела.').waitFor();
    await dina.page
      .getByRole('cell', { name: /Sofia Seller/ })
      .first()
      .waitFor();
    expect(await dina.barriers()).toEqual([]);
    await dina.page.getByRole('combobox', { name: 'Действие' }).click();
    await dina.page.getByRole('option', { name: 'Создание' }).click();
    await dina.page.getByRole('cell', { name: 'Просмотр' }).first().waitFor({ state: 'detached' });
    await dina.open('/people/01900000-0000-7000-8000-00000000c001');
    await dina.page.getByRole('tab', { name: 'Кто смотрел' }).click();
    await dina.page
      .getByRole('cell', { name: /Ответственный за данные/ })
      .first()
      .waitFor();
    expect(await button(dina.page, /^Изменить/).count()).toBe(0);
  });

  it.each([false, true])('a customer sees their own data and who looked, phone %s', async (isPhone) => {
    const carla = await visit('carla', { isPhone });
    await heading(carla.page, 'Что обо мне хранится').waitFor();
    await carla.page.getByRole('link', { name: 'carla@sever.example' }).waitFor();
    await carla.page.getByRole('cell', { name: /Вы/ }).first().waitFor();
    expect(await carla.page.locator('nav.rail a').allInnerTexts()).toEqual(['Мои данные']);
    expect([await carla.barriers(), await carla.overflow()]).toEqual([[], 0]);
  });

  it('a marketer reads without phone numbers and changes nothing', async () => {
    const { page } = await visit('max');
    await page.getByRole('link', { name: 'Ковалёва Карла' }).click();
    await page.getByRole('link', { name: 'carla@sever.example' }).waitFor();
    expect(await page.getByText('555 01 01').count()).toBe(0);
    expect(await button(page, /^Изменить/).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'Заметка' }).count()).toBe(0);
  });
});
