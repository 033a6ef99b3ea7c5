import { visitPortal } from './portal-visit.mjs';

const size = 10_000;
/** As far as one turn of a wheel moves a page, and how long a hand takes for it. */
const turn = { px: 600, ms: 40 };
const longestMs = 600_000;

/** Runs in the page: notes every task that held it up for more than 50 ms, as the browser itself counts. */
const watchTasks = `window.heldUp = [];
  new PerformanceObserver((list) => window.heldUp.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })))).observe({ type: 'longtask' });`;

/** The portal's list of 10 k people, scrolled from its first to its last in a real browser: ours is how many tasks held the page up for more than 50 ms. @type {import('./run.mjs').Bench} */
export async function portalScroll({ say, stock }) {
  const place = await stock.closed(size, say);
  say('opening the portal');
  const { page, end } = await visitPortal(place);
  try {
    // What loads while the page comes to rest is the first view's, not the scroll's.
    await page.waitForTimeout(3000);
    await page.evaluate(watchTasks);
    const seen = await toTheEnd(page, say);
    if (seen < size) throw new Error(`The list ended after ${seen} people`);
    /** @type {{ duration: number }[]} */
    const held = await page.evaluate('window.heldUp');
    const durations = held.map(({ duration }) => duration);
    return [
      { id: 'portal-scroll-10k', unit: 'tasks over 50 ms', ours: held.length, floor: undefined, goal: { oursAtMost: 0 } },
      { id: 'portal-scroll-10k-longest', unit: 'ms', ours: Math.max(0, ...durations), floor: undefined, goal: {} },
    ];
  } finally {
    await end();
  }
}

/** Turns the wheel until nothing more comes; answers how many rows the list has then. @param {import('./portal-visit.mjs').Page} page @param {(words: string) => void} say */
async function toTheEnd(page, say) {
  const began = performance.now();
  await page.mouse.move(640, 500);
  for (;;) {
    await page.mouse.wheel(0, turn.px);
    await page.waitForTimeout(turn.ms);
    /** @type {{ rows: number, isAtEnd: boolean }} */
    const { rows, isAtEnd } = await page.evaluate(whereNow);
    say(`scrolling, ${rows} people`);
    if (isAtEnd && rows >= size) return rows;
    if (performance.now() - began > longestMs) return rows;
  }
}

const whereNow = `({ rows: Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 1) - 1,
  isAtEnd: document.documentElement.scrollTop + innerHeight >= document.documentElement.scrollHeight - 4 })`;
