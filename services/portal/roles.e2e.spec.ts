import { describe, expect, it } from '@jest/globals';
import { button, heading, openPortal } from './open-portal.browser.js';

const portal = openPortal();

describe('the other roles', () => {
  it('an administrator gives people a field, and a seller fills it in', async () => {
    const adam = await portal.visit('adam', { at: '/custom-fields' });
    await heading(adam.page, 'Свои поля').waitFor();
    expect(await adam.page.locator('nav.rail a').allInnerTexts()).toEqual([
      'Мой день',
      'Свои поля',
      'Модели оценки',
      'Воронки',
      'Служба поддержки',
      'Работа ИИ',
    ]);
    await button(adam.page, 'Новое поле').first().click();
    await adam.page.getByRole('combobox', { name: 'Тип' }).click();
    await adam.page.getByRole('option', { name: 'Выбор' }).click();
    await adam.page.getByLabel('Название по-русски').fill('Уровень лояльности');
    await button(adam.page, 'Завести поле').click();
    await adam.page.getByText('Заполните это поле.').waitFor();
    await adam.page.getByRole('combobox', { name: 'Варианты' }).fill('золото');
    await adam.page.keyboard.press('Enter');
    expect(await adam.barriers()).toEqual([]);
    await button(adam.page, 'Завести поле').click();
    await adam.page.getByText('custom.uroven-loyalnosti').waitFor();
    expect(await adam.barriers()).toEqual([]);
    const { page } = await portal.visit('sofia', { at: '/people' });
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

  it('an administrator says who gets new cases and which team answers what, and switches off what a model does, which others are told', async () => {
    const adam = await portal.visit('adam', { at: '/desk-settings' });
    const { page } = adam;
    await page.getByRole('combobox', { name: 'Кому достаются новые обращения' }).click();
    await page.getByRole('option', { name: /^По очереди/ }).click();
    await page.getByRole('combobox', { name: 'Счёт или оплата' }).click();
    await page.getByRole('option', { name: 'support' }).click();
    expect([await adam.barriers(), await adam.overflow()]).toEqual([[], 0]);
    await button(page, 'Сохранить').click();
    await page.getByText('Настройки сохранены.').waitFor();
    await page.reload();
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value.startsWith('По очереди')));
    expect(await page.getByRole('combobox', { name: 'Счёт или оплата' }).inputValue()).toBe('support');
    await page.getByRole('link', { name: 'Работа ИИ' }).click();
    await page.getByRole('switch', { name: 'Ответы коллегам' }).click();
    await page.getByText('Ответы коллегам: выключено.', { exact: false }).waitFor();
    expect([await adam.barriers(), await adam.overflow()]).toEqual([[], 0]);
    const mark = await portal.visit('mark', { at: '/ai', isPhone: true });
    await mark.page.getByText('Выключено', { exact: true }).waitFor();
    expect([await mark.barriers(), await mark.overflow(), await mark.page.getByRole('switch').count()]).toEqual([[], 0, 0]);
    await page.getByRole('switch', { name: 'Ответы коллегам' }).click();
    await page.getByText('Ответы коллегам: включено.').waitFor();
  }, 120_000);

  it('a data-protection officer reads the audit and proves it whole', async () => {
    const dina = await portal.visit('dina', { at: '/audit' });
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
    const carla = await portal.visit('carla', { isPhone });
    await heading(carla.page, 'Что обо мне хранится').waitFor();
    await carla.page.getByRole('link', { name: 'carla@sever.example' }).waitFor();
    await carla.page.getByRole('cell', { name: /Вы/ }).first().waitFor();
    await carla.page.locator('.user').click();
    await carla.page.locator('.user-card strong').getByText('Ковалёва Карла').waitFor();
    await carla.page.keyboard.press('Escape');
    expect(await carla.page.locator('nav.rail a').allInnerTexts()).toEqual(['Мои данные', 'Чат', 'Мои обращения', 'Справка', 'Мои согласия']);
    expect([await carla.barriers(), await carla.overflow()]).toEqual([[], 0]);
  });

  it('a marketer reads without phone numbers and changes nothing', async () => {
    const { page } = await portal.visit('max', { at: '/people' });
    await page.getByRole('link', { name: 'Ковалёва Карла' }).click();
    await button(page, 'Показать контакты').click();
    await page.getByRole('link', { name: 'carla@sever.example' }).waitFor();
    expect(await page.getByText('555 01 01').count()).toBe(0);
    expect(await button(page, /^Изменить/).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'Заметка' }).count()).toBe(0);
  });
});
