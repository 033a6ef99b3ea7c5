import { describe, expect, it } from '@jest/globals';
import { button, openPortal } from './open-portal.browser.js';

const portal = openPortal();

describe('the entrance', () => {
  it.each([
    ['ru-RU', 'light', false, 'Войти'],
    ['en-GB', 'dark', false, 'Sign in'],
    ['ru-RU', 'dark', true, 'Войти'],
  ] as const)('says what this is, in %s, %s, phone %s', async (locale, scheme, isPhone, signIn) => {
    const guest = await portal.visit(undefined, { locale, scheme, isPhone });
    await guest.open('/');
    expect(await guest.page.getByRole('link', { name: signIn }).count()).toBe(1);
    expect(await guest.page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
    expect([await guest.barriers(), await guest.overflow()]).toEqual([[], 0]);
    expect(guest.refusals).toEqual([]);
  });

  it('changes its language at once, and keeps it', async () => {
    const { page } = await portal.visit();
    await page.goto(portal.url);
    await page.getByText('EN', { exact: true }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('leads back to the page that was asked for', async () => {
    const guest = await portal.visit();
    await guest.signIn(portal.account('sofia'), '/companies?filter=standing%20%3D%20%22customer%22');
    expect(new URL(guest.page.url()).searchParams.get('filter')).toBe('standing = "customer"');
    await guest.page.getByRole('link', { name: 'Северный ветер' }).waitFor();
    expect(await guest.page.getByText('ТехноПарус').count()).toBe(0);
  });

  it('is where one is after signing out', async () => {
    const { page } = await portal.visit('max');
    await button(page, /^Ваша учётная запись/).click();
    await button(page, 'Выйти').click();
    await page.waitForURL(`${portal.url}/`);
    await page.getByRole('link', { name: 'Войти' }).waitFor();
  });
});

describe('what went wrong', () => {
  it('is said with the trace id, and tried again', async () => {
    const { page, troubles } = await portal.visit('sofia');
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    const problem = {
      type: '/problems/INTERNAL',
      title: 'Внутренняя ошибка',
      status: 500,
      reason: 'INTERNAL',
      detail: 'Что-то сломалось.',
      trace_id: 'a1b2c3',
    };
    await page.route('**/v1/companies/search', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.getByRole('link', { name: 'Компании' }).click();
    await page.getByText('a1b2c3').waitFor();
    await page.unroute('**/v1/companies/search');
    await button(page, 'Повторить').click();
    await page.getByRole('link', { name: 'Северный ветер' }).waitFor();
    expect(troubles.splice(0)).toEqual(['500 POST /v1/companies/search']);
  });

  it('is a record that is not there, or a page that is not for the role', async () => {
    const sofia = await portal.visit('sofia');
    await sofia.open('/people/0190a0b0-0000-7000-8000-000000000999');
    await sofia.page.getByRole('heading', { name: 'Здесь ничего нет' }).waitFor();
    await sofia.open('/audit');
    await sofia.page.getByRole('heading', { name: 'Не для вашей роли' }).waitFor();
    await sofia.open('/nowhere');
    await sofia.page.getByRole('heading', { name: 'Здесь ничего нет' }).waitFor();
    expect(await sofia.barriers()).toEqual([]);
  });

  it('is a session that ended: one signs in again and is back', async () => {
    const { page } = await portal.visit('anna', { at: '/people' });
    await page.getByRole('link', { name: 'Ковалёва Карла' }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Компании' }).click();
    const dialog = page.getByRole('dialog', { name: 'Сеанс закончился' });
    expect(await dialog.getByRole('link', { name: 'Войти' }).getAttribute('href')).toBe('/auth/login?return_to=%2Fsigned-in&ui_locales=ru');
  });
});
