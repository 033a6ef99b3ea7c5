import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPortal } from './open-portal.browser.js';
import type { Looking, Visit } from './portal-visit.browser.js';

const portal = openPortal();
const journeyMs = 240_000;

/** The addresses of all pages, as the portal's own tables have them: `/people`, `/people/$id`, … A new page is in them by itself. */
const templates = (() => {
  const source = (file: string) => readFileSync(join(import.meta.dirname, 'src', file), 'utf8');
  const nouns = [...source('nouns/nouns.ts').matchAll(/path: '(\/[^']+)'/g)].flatMap(([, path]) => [path!, `${path}/$id`]);
  const others = [...source('router.tsx').matchAll(/'(\/[\w/$-]*)'/g)].map(([, path]) => path!);
  return [...new Set([...nouns, ...others])].filter((path) => path !== '/$');
})();

const templateOf = (path: string) => templates.find((template) => template === path) ?? templates.find((template) => pattern(template).test(path));
const pattern = (template: string) => new RegExp(`^${template.replace('$id', '[0-9a-f-]{36}')}$`);

/** Everybody who has another navigation, half of them in the dark. */
const everybody: readonly (readonly [string, Looking])[] = [
  ['sofia', { locale: 'ru-RU', scheme: 'light' }],
  ['anna', { locale: 'en-GB', scheme: 'dark' }],
  ['mark', { locale: 'ru-RU', scheme: 'dark' }],
  ['max', { locale: 'en-GB', scheme: 'light' }],
  ['dina', { locale: 'ru-RU', scheme: 'light' }],
  ['adam', { locale: 'en-GB', scheme: 'dark' }],
  ['carla', { locale: 'ru-RU', scheme: 'light' }],
  ['carla', { locale: 'en-GB', scheme: 'dark' }],
];

/** Pages that were looked at, by their themes. */
const lookedAt = new Map<string, Set<string>>();

/** Pages of records of which the small demo has none: no link can lead there. */
const undemonstrated = ['/calls/$id'];

/** Pages to which no link leads. */
const unlinked = ['/design', '/consent/unsubscribe', '/consent/confirm'];

describe('every page', () => {
  it.each(everybody)(
    'to which a way leads %s keeps nobody out (%j)',
    async (username, looking) => {
      const visit = await portal.visit(username, looking);
      expect(await barriersFrom(visit, looking.scheme!)).toEqual([]);
      visit.refusals.length = 0;
    },
    journeyMs,
  );

  it.each(['light', 'dark'] as const)(
    'to which no way leads keeps nobody out, %s',
    async (scheme) => {
      const visit = await portal.visit('adam', { scheme });
      for (const path of unlinked) {
        await visit.open(path);
        expect([path, await barriersOf(visit, scheme, path)]).toEqual([path, []]);
      }
    },
    journeyMs,
  );

  it('was among them', () => {
    expect(templates.filter((template) => !lookedAt.has(template))).toEqual(undemonstrated);
  });
});

/** Goes wherever links lead from where somebody begins, to one page of each kind that nobody has looked at in this theme, and gathers what axe finds. */
async function barriersFrom(visit: Visit, scheme: string): Promise<string[]> {
  const { page } = visit;
  const found: string[] = [];
  await settled(page);
  const queue = [new URL(page.url()).pathname, ...(await ways(page))];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const template = templateOf(path);
    if (!template || lookedAt.get(template)?.has(scheme)) continue;
    if (new URL(page.url()).pathname !== path) await follow(page, path);
    found.push(...(await barriersOf(visit, scheme, template)).map((barrier) => `${template} ${barrier}`));
    queue.push(...(await ways(page)));
  }
  return found;
}

async function barriersOf(visit: Visit, scheme: string, template: string): Promise<string[]> {
  // The page for developers shows for ever how loading looks.
  if (template !== '/design') await settled(visit.page);
  lookedAt.set(template, new Set([...(lookedAt.get(template) ?? []), scheme]));
  return visit.barriers();
}

/** As a link does, without loading everything anew. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('h1, h2').first().waitFor();
  await page.waitForTimeout(600);
}

/** Waits until nothing on the page is still being read. */
function settled(page: Page): Promise<void> {
  return page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
}

/** Where links of the page lead. */
async function ways(page: Page): Promise<string[]> {
  const hrefs = await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  return [...new Set(hrefs)].filter((path) => !path.startsWith('/auth/'));
}
