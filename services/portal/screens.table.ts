import type { Page } from 'playwright-core';

/** A window above a page. */
interface ScreenWindow {
  readonly name: string;
  /** The page it belongs to; none where it opens anywhere, and for everybody. */
  readonly at?: string;
  /** Opens it; says whether there is one for whoever looks. */
  open(page: Page): Promise<boolean>;
}

const byKeys =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForTimeout(300);
    return true;
  };

const byClick = (selector: string) => async (page: Page) => {
  const found = page.locator(selector).first();
  if (!(await found.isVisible())) return false;
  await found.click();
  return true;
};

/** What opens above pages, in the order in which it is looked at. */
export const windows: readonly ScreenWindow[] = [
  { name: 'palette', open: byKeys('Control+k') },
  { name: 'help-sheet', open: byKeys('?') },
  { name: 'user-menu', open: byClick('.user') },
  { name: 'bell', open: byClick('.bell') },
  { name: 'ask', at: '/people', open: byKeys('g', 'q') },
  { name: 'filter', at: '/people', open: byKeys('f') },
  { name: 'columns', at: '/people', open: byClick('.filters button[aria-haspopup=dialog]') },
  { name: 'bulk', at: '/people', open: byClick('tbody .tick') },
  { name: 'cell', at: '/companies', open: dblClick },
];

async function dblClick(page: Page): Promise<boolean> {
  // On a phone a cell is edited on its record's page.
  if ((page.viewportSize()?.width ?? 0) < 768) return false;
  await page.locator('td[data-row="0"][data-column="1"]').dblclick();
  return true;
}

/** Records of the demo data that have more to show than the first of their list. */
export const knownRecords = { contact: '/people/01900000-0000-7000-8000-00000000c001' } as const;

/** Pages for whoever follows a link without being signed in. */
export const askedWithoutSession = ['/consent/unsubscribe', '/consent/confirm', '/signed-in'];
