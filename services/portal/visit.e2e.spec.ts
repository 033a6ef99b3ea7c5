import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { items, until } from '@rapport/testing';
import type { FrameLocator, Page } from 'playwright-core';
import { openPortal } from './open-portal.browser.js';

const portal = openPortal();
let site: Server;

/** Somebody else's page, on another site than ours, with the chat on it. */
beforeAll(async () => {
  site = createServer((_request, response) => {
    const script = `<script src="${portal.url}/chat-widget.js" data-tenant="acme" data-language="ru" defer></script>`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="ru"><title>Кофе</title><h1>Кофейня</h1><link rel="icon" href="data:,">${script}</html>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const agent = await portal.login('anna');
  const cited = async () => items((await agent.post('/v1/knowledge/ask', { question: 'Что значит ошибка E14?' })).json['citations']).length > 0;
  await until('the articles are indexed', cited, 60_000);
}, 90_000);
afterAll(() => new Promise((resolve) => site.close(resolve)));

const chatIn = (page: Page): FrameLocator => page.frameLocator('iframe[title="Чат с нами"]');
const lines = (where: FrameLocator | Page) => where.locator('li[data-by]');

async function openChat() {
  const visit = await portal.visit();
  const { page } = visit;
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await page.getByRole('button', { name: 'Чат с нами' }).press('Enter');
  return { visit, page, chat: chatIn(page) };
}

async function ask(chat: FrameLocator, text: string) {
  const field = chat.getByLabel('Ваше сообщение');
  await field.fill(text);
  await field.press('Enter');
}

describe('the chat on somebody else’s page', () => {
  it('is opened by keyboard, says that it is a program, cites articles, and keeps nothing of the visitor in an address', async () => {
    const { visit, page, chat } = await openChat();
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await chat.getByText('Я программа, а не человек').first().waitFor();
    await ask(chat, 'Что значит ошибка E14?');
    await chat.getByText('Из статьи «Ошибка E14', { exact: false }).waitFor();
    const said = addresses.filter((address) => !address.includes('/assets/') && /token|E14|%D0/.test(address));
    expect(said).toEqual([]);
    const inFrame = page.frames().find((frame) => frame.url().includes('/visit'))!;
    expect(await visit.barriersIn(inFrame)).toEqual([]);
    await chat.getByLabel('Ваше сообщение').press('Escape');
    await page.getByRole('button', { name: 'Чат с нами' }).waitFor();
    expect(await page.locator('iframe').isVisible()).toBe(false);
  });

  it('hands over with the whole conversation; the program is silent once a person writes, and the visitor is told', async () => {
    const { chat } = await openChat();
    await ask(chat, 'Сколько стоит доставка в Казани?');
    await chat.getByText('Из статьи', { exact: false }).waitFor();
    await chat.getByRole('button', { name: 'Позвать сотрудника' }).click();
    await chat.getByText('Вам ответит сотрудник', { exact: false }).waitFor();
    const agent = await portal.login('anna');
    const { cases } = (await agent.get('/v1/cases?page_size=1&order_by=created_at%20desc')).json as unknown as { cases: { id: string }[] };
    const told = (await agent.get(`/v1/cases/${cases[0]!.id}/messages`)).text;
    for (const words of ['Сколько стоит доставка в Казани?', 'Из статьи', 'Номер обращения']) expect(told).toContain(words);
    await agent.post(`/v1/cases/${cases[0]!.id}/messages`, { body: 'Здравствуйте, это Анна' });
    await chat.getByText('Здравствуйте, это Анна').waitFor();
    await chat.getByText('Теперь с вами говорит сотрудник', { exact: false }).waitFor();
    await ask(chat, 'Сколько стоит доставка в Казани?');
    await lines(chat).nth(5).waitFor();
    await chat.locator('body').evaluate(() => new Promise((resolve) => setTimeout(resolve, 2500)));
    expect(await lines(chat).last().getAttribute('data-by')).toBe('customer');
  });

  it('goes on after the sign-in with the same conversation, and tells of one’s own cases then', async () => {
    const { page, chat } = await openChat();
    await ask(chat, 'Что значит ошибка E14?');
    await chat.getByText('Из статьи', { exact: false }).waitFor();
    const [opened] = await Promise.all([page.waitForEvent('popup'), chat.getByRole('button', { name: 'Войти' }).click()]);
    const { username, password } = portal.account('carla');
    await opened.fill('#username', username);
    await opened.fill('#password', password);
    await opened.click('button[type=submit]');
    await opened.getByText('Что значит ошибка E14?').waitFor();
    expect(opened.url()).toBe(`${portal.url}/chat`);
    await opened.getByLabel('Сообщение').fill('Что с моим обращением?');
    await opened.keyboard.press('Enter');
    await opened.getByText('Ваши обращения:', { exact: false }).waitFor();
    await chat.getByText('разговор продолжается в другом окне', { exact: false }).waitFor();
  });
});
