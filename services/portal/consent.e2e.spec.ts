import { describe, expect, it, jest } from '@jest/globals';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal();
jest.setTimeout(90_000);
const carlaPath = '/people/01900000-0000-7000-8000-00000000c001';
const at = async (username: string, path: string) => {
  const visit = await portal.visit(username);
  await visit.open(path);
  return visit;
};

describe('consents in the portal', () => {
  it('a customer turns news off with one switch and keeps the receipt', async () => {
    const carla = await portal.visit('carla');
    await carla.page.getByRole('link', { name: 'Мои согласия' }).click();
    await heading(carla.page, 'Что я разрешаю').waitFor();
    const news = carla.page.getByRole('switch', { name: 'Новости и предложения: Электронная почта' });
    await news.waitFor();
    expect([await news.isChecked(), await carla.barriers()]).toEqual([true, []]);
    await carla.page.locator('label', { hasText: 'Электронная почта' }).first().click();
    await carla.page.getByText('Отозвано', { exact: true }).waitFor();
    expect(await news.isChecked()).toBe(false);
    await carla.page.getByRole('button', { name: 'Квитанция' }).first().click();
    await carla.page.getByRole('dialog').getByText('Согласие отозвано').waitFor();
    const saving = carla.page.waitForEvent('download');
    await button(carla.page, 'Сохранить в файл').click();
    expect((await saving).suggestedFilename()).toMatch(/^receipt-[\w-]+\.json$/);
  });

  it('a seller writes down what was said on the phone, with what proves it', async () => {
    const sofia = await at('sofia', carlaPath);
    const { page } = sofia;
    await page.getByRole('tab', { name: 'Согласия' }).click();
    await button(page, 'Изменить: Новости и предложения, Телефон').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Я согласен(на) получать новости').waitFor();
    await dialog.getByRole('button', { name: 'Записать' }).click();
    await dialog.getByText('Заполните это поле.').waitFor();
    await dialog.getByLabel('Чем подтверждается').fill('Сказала в начале разговора');
    await dialog.getByRole('button', { name: 'Записать' }).click();
    await page.getByText('Сказала в начале разговора').waitFor();
    expect(await sofia.barriers()).toEqual([]);
  });

  it('the officer publishes a text that asks everybody anew, and proves the chain', async () => {
    const dina = await at('dina', '/purposes');
    const { page } = dina;
    await heading(page, 'Цели обработки').waitFor();
    await button(page, 'Проверить цепочку согласий').click();
    await page.getByText('Цепочка цела.').waitFor();
    await button(page, 'Новый текст: Запись разговоров').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('На что соглашаются люди').fill('Я согласен(на) на запись разговоров на один год.');
    await dialog.getByLabel('Всем нужно согласиться заново').check();
    await button(page, 'Опубликовать').click();
    await page.getByText(/^Версия 2, Русский/).waitFor();
    expect(await dina.barriers()).toEqual([]);
    await page.goto(new URL(carlaPath, page.url()).href);
    await page.getByRole('tab', { name: 'Согласия' }).click();
    await page
      .getByRole('row', { name: /Запись разговоров/ })
      .getByText('Согласие на прежний текст')
      .waitFor();
  });

  it.each([true, false])('a link that is not valid says so to whoever follows it, phone %s', async (isPhone) => {
    const guest = await portal.visit(undefined, { isPhone });
    await guest.page.goto(`${portal.url}/consent/unsubscribe?tenant=acme&token=AQ`);
    await guest.page.getByText('Ссылка недействительна', { exact: false }).waitFor();
    expect([await guest.barriers(), await guest.overflow()]).toEqual([[], 0]);
  });
});
