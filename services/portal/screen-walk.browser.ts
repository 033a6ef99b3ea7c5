import { join } from 'node:path';
import type { Visit } from './portal-visit.browser.js';
import { askedWithoutSession, knownRecords, windows } from './screens.table.js';

/** A picture that was taken, and what a program can see to be wrong on it. */
export interface Screen {
  readonly file: string;
  readonly findings: readonly string[];
}

/** The page for developers, to which no navigation leads. */
const unlinked = '/design';
/** Pixels of a page that are kept; what is longer repeats itself. */
const mostHeight = 2400;

/** Walks through the portal in one look and takes a picture of every page once, by whoever sees it first. */
export class ScreenWalk {
  readonly shown: Screen[] = [];
  /** Addresses of the router that were looked at, such as `/people/$id`. */
  private readonly seen = new Set<string>();
  private routes: readonly string[] = [];

  constructor(private readonly folder: string) {}

  /** Every page that the navigation of this account leads to, one record of each kind with its tabs, and the windows above a page. */
  async asSomebody(visit: Visit, username: string): Promise<void> {
    const { page } = visit;
    this.routes = await page.evaluate<string[]>('Object.keys(window.__TSR_ROUTER__.routesByPath)');
    const places = await page.locator('nav.rail a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    await this.page(visit, places[0]!, `${username}-start`);
    await this.windows(visit, username);
    const links = new Set<string>(Object.values(knownRecords));
    for (const place of places) {
      if (this.seen.has(place)) continue;
      this.seen.add(place);
      await this.page(visit, place, `${username}${nameOf(place)}`);
      for (const link of await linksOn(visit)) links.add(link);
      await this.layouts(visit, username, place);
      await this.dialog(visit, username, place);
    }
    await this.records(visit, username, links);
    if (this.seen.has(unlinked)) return;
    this.seen.add(unlinked);
    await this.page(visit, unlinked, `${username}${nameOf(unlinked)}`);
  }

  /** What stands there before anybody has signed in. */
  async asNobody(visit: Visit): Promise<void> {
    await this.page(visit, '/', 'nobody-entrance');
    for (const route of this.routes.filter((each) => askedWithoutSession.includes(each))) {
      this.seen.add(route);
      await this.page(visit, route, `nobody${nameOf(route)}`);
    }
  }

  /** Routes of the portal that no picture shows. */
  missed(): string[] {
    return this.routes.filter((route) => !this.seen.has(route) && route !== '/$').map((route) => `${this.folder}: nobody came to ${route}`);
  }

  private async records(visit: Visit, username: string, links: Set<string>): Promise<void> {
    for (let found = true; found;) {
      found = false;
      for (const route of this.routes.filter((each) => each.includes('/$id') && !this.seen.has(each))) {
        const pattern = new RegExp(`^${route.replace('$id', '[\\w-]{36}')}$`);
        const link = [...links].find((each) => pattern.test(each));
        if (!link || !(await this.isThere(visit, link))) continue;
        found = true;
        this.seen.add(route);
        await this.page(visit, link, `${username}${nameOf(route)}`);
        for (const each of await linksOn(visit)) links.add(each);
        for (const each of await this.tabs(visit, `${username}${nameOf(route)}`)) links.add(each);
      }
    }
  }

  private async isThere(visit: Visit, link: string): Promise<boolean> {
    await visit.open(link);
    await settled(visit);
    return (await visit.page.locator('main h1').count()) > 0;
  }

  private async tabs(visit: Visit, name: string): Promise<string[]> {
    const found: string[] = [];
    const tabs = visit.page.getByRole('tab');
    for (let at = 1; at < (await tabs.count()); at += 1) {
      await tabs.nth(at).click();
      await settled(visit);
      await this.take(visit, `${name}-tab-${at}`);
      found.push(...(await linksOn(visit)));
    }
    return found;
  }

  private async layouts(visit: Visit, username: string, place: string): Promise<void> {
    const others = visit.page.locator('.layouts .layout');
    for (let at = 1; at < (await others.count()); at += 1) {
      await others.nth(at).click();
      await settled(visit);
      await this.take(visit, `${username}${nameOf(place)}-layout-${at}`);
    }
    if ((await others.count()) > 0) await others.first().click();
  }

  /** What the page's own button opens. */
  private async dialog(visit: Visit, username: string, place: string): Promise<void> {
    const button = visit.page.locator('.page-head > button').last();
    if ((await button.count()) === 0) return;
    await button.click();
    await settled(visit);
    await this.take(visit, `${username}${nameOf(place)}-new`);
    await leaveWindows(visit);
  }

  private async windows(visit: Visit, username: string): Promise<void> {
    const { page } = visit;
    for (const { name, at, open } of windows) {
      const place = page.locator(`nav.rail a[href="${at ?? ''}"]`);
      if (at && (this.seen.has(`${at}#${name}`) || (await place.count()) === 0)) continue;
      if (at) {
        await visit.open(at);
        await settled(visit);
      }
      this.seen.add(`${at}#${name}`);
      if (!(await open(page))) continue;
      await settled(visit);
      await this.take(visit, `${username}-${name}`);
      await leaveWindows(visit);
    }
  }

  private async page(visit: Visit, path: string, name: string): Promise<void> {
    await visit.open(path);
    await settled(visit);
    await this.take(visit, name);
  }

  private async take(visit: Visit, name: string): Promise<void> {
    const { page } = visit;
    const file = join(this.folder, `${name}.png`);
    await page.evaluate(() => scrollTo(0, 0));
    const hasWindow = (await page.locator('[aria-modal="true"]').count()) > 0;
    const { width = 1280 } = page.viewportSize() ?? {};
    const height = await page.evaluate(() => Math.max(innerHeight, document.documentElement.scrollHeight));
    await page.screenshot({ path: file, ...(!hasWindow && { fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(mostHeight, height) } }) });
    this.shown.push({ file, findings: await findingsOn(visit) });
  }
}

/** What a program can see: a page too wide, a sentence without words, an id or a constant where words should be, a text cut off without a sign of it. */
async function findingsOn(visit: Visit): Promise<string[]> {
  const overflow = await visit.overflow();
  const text = await visit.page.locator('body').innerText();
  const raw = [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/,
    /\b[A-Z]{2,}(_[A-Z]+)+\b/,
    /(?<![\w/.@-])[a-z][A-Za-z]+(\.[a-z][\w-]+){1,3}(?![\w@/.-])/,
  ];
  const known = /custom\.|\.example$|\.mjs|\.wav/;
  const odd = raw.flatMap((each) => each.exec(text)?.[0] ?? []).filter((word) => !known.test(word));
  const troubles = visit.troubles.splice(0);
  return [...(overflow > 0 ? [`${overflow} px too wide`] : []), ...odd.map((word) => `shows “${word}”`), ...troubles];
}

/** Waits until nothing of the page is about to come. */
async function settled({ page }: Visit): Promise<void> {
  await page
    .locator('[aria-busy], .splash')
    .first()
    .waitFor({ state: 'detached', timeout: 8_000 })
    .catch(() => undefined);
  await page.waitForTimeout(450);
  await page
    .locator('[aria-busy]')
    .first()
    .waitFor({ state: 'detached', timeout: 8_000 })
    .catch(() => undefined);
}

async function leaveWindows({ page }: Visit): Promise<void> {
  for (let left = 0; left < 4; left += 1) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(400);
    if ((await page.locator('[aria-modal="true"], .mantine-Modal-overlay').count()) === 0) return;
  }
}

function linksOn({ page }: Visit): Promise<string[]> {
  return page.locator('main a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!.split('?')[0]!));
}

/** `/people/$id` is `-people-one`. */
function nameOf(path: string): string {
  return path === '/' ? '-home' : path.replace('$id', 'one').replaceAll('/', '-');
}
