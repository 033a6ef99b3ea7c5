import { describe, expect, it } from '@jest/globals';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal();
const carlaPath = '/people/01900000-0000-7000-8000-00000000c001';

describe('answers and e-mails in the portal', () => {
  it('an agent asks the knowledge base beside any page: a cited answer, or “not found”', async () => {
    const anna = await portal.visit('anna');
    const { page } = anna;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Спросить базу');
    await page.getByRole('option', { name: 'Спросить базу знаний' }).click();
    const panel = page.getByRole('dialog', { name: 'Спросить базу знаний' });
    await panel.getByLabel('Вопрос').fill('Сколько стоит доставка в Казани?');
    await page.keyboard.press('Enter');
    // The first question of an installation waits until the articles and the model are there.
    await panel.getByText('Зоны и стоимость доставки, версия 1').waitFor({ timeout: 40_000 });
    expect(await panel.locator('.answer > p').textContent()).toContain('450 рублей');
    expect(await anna.barriers()).toEqual([]);
    await panel.getByLabel('Вопрос').fill('Кто открыл Австралию?');
    await page.keyboard.press('Enter');
    await panel.getByText('Ничего не найдено').waitFor();
  });

  it('a seller drafts an e-mail, fills in what is missing and sends it; it stands in the outbox', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await sofia.open(carlaPath);
    await page.getByRole('tab', { name: 'Письма' }).click();
    await page.getByLabel('На какой вопрос ответить').fill('Какая гарантия на кофемолки Mollino?');
    await button(page, 'Набросать письмо').click();
    const text = page.getByLabel('Текст');
    await text.waitFor();
    expect(await text.inputValue()).toMatch(/12 месяцев.*\[1\]/s);
    expect(await button(page, 'Отправить').isDisabled()).toBe(true);
    expect(await sofia.barriers()).toEqual([]);
    await text.fill('Здравствуйте! Гарантия на кофемолки Mollino — 12 месяцев. [1]');
    await button(page, 'Отправить').click();
    await button(page, 'Отправить').waitFor({ state: 'detached' });
    await sofia.open('/outbox');
    await page.getByText('Гарантия на кофемолки Mollino — 12 месяцев.', { exact: false }).first().waitFor();
  });

  it('a customer chats with a program that says so, and asks for a person', async () => {
    const carla = await portal.visit('carla');
    const { page } = carla;
    await page.getByRole('link', { name: 'Чат' }).click();
    await heading(page, 'Чат').waitFor();
    await button(page, 'Начать чат').click();
    await page.getByLabel('Сообщение').fill('Что значит ошибка E14?');
    await page.keyboard.press('Enter');
    await page.getByText('Я программа, а не человек.').waitFor();
    expect(await carla.barriers()).toEqual([]);
    await button(page, 'Позвать сотрудника').click();
    await page.getByText('Вам ответит сотрудник').waitFor();
  });

  it('an agent sees what a case is about and how sure the program is, takes that, and may say otherwise', async () => {
    const opened = await (await portal.login('carla')).post('/v1/cases', { title: 'Срочно! Где мой заказ?' });
    const anna = await portal.visit('anna');
    const { page } = anna;
    await anna.open(`/cases/${opened.json['id']}`);
    const panel = page.getByRole('region', { name: 'О чём обращение' });
    await panel.getByText(/предложено, уверенность \d+ %/).waitFor();
    expect(await panel.getByText('Вопрос · Высокий').count()).toBe(1);
    expect(await anna.barriers()).toEqual([]);
    await button(page, 'Подтвердить').click();
    await panel.getByText('подтверждено', { exact: false }).waitFor();
    await panel.getByLabel('Что-то другое…').selectOption('complaint');
    await panel.getByText('указано', { exact: false }).waitFor();
    expect(await panel.getByText('Жалоба').count()).toBeGreaterThan(0);
  });

  it('a newcomer is led through the story by keyboard, also on the pages that it shows', async () => {
    const sofia = await portal.visit('sofia');
    const { page } = sofia;
    await page.getByText('Пройдите экскурсию').click();
    const tour = page.getByRole('complementary', { name: 'Звонок остаётся в памяти' });
    await tour.waitFor();
    expect(await sofia.barriers()).toEqual([]);
    await button(page, 'Показать').press('Enter');
    await page.waitForURL(/\/people/);
    for (let step = 0; step < 7; step += 1) await button(page, 'Дальше').press('Enter');
    await page.getByRole('complementary', { name: 'Последнее слово за клиентом' }).waitFor();
    await page.reload();
    await page.locator('.tour').getByRole('button', { name: 'Закончить экскурсию' }).last().press('Enter');
    await page.locator('.tour').waitFor({ state: 'detached' });
  });
});
