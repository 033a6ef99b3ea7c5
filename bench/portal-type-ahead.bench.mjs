import { typedHits } from './plain-copy.mjs';
import { visitPortal } from './portal-visit.mjs';
import { percentile } from './statistics.mjs';

const asked = 60;
/** The first ones find nothing loaded yet. */
const unready = 10;
/** Between two keys of somebody who types well. */
const keyMs = 90;

/** @typedef {{ key: number, sent: number, answered: number, shown: number }} Moments in ms of the page's own clock */

/**
 * Runs in the page: when the last key went down, when its question was sent and answered, and when the frame after the last change of the options began. What the palette knows
 * already it does not ask for, and an answer may change nothing. The page's `fetch` is wrapped, so that an answer is that to what was typed last.
 */
const watchTyping = `window.typing = {};
  const shown = () => requestAnimationFrame(() => (window.typing.shown = performance.now()));
  addEventListener('input', () => Object.assign(window.typing, { key: performance.now(), sent: 0, answered: 0, shown: performance.now() }), true);
  const send = window.fetch;
  window.fetch = async (...request) => {
    const isAsking = String(request[0]?.url ?? request[0]).endsWith('/v1/suggest');
    const { key } = window.typing;
    if (isAsking) window.typing.sent = performance.now();
    const answer = await send(...request);
    if (isAsking && window.typing.key === key) {
      window.typing.answered = performance.now();
      shown();
    }
    return answer;
  };
  new MutationObserver(shown).observe(document.body, { childList: true, subtree: true, characterData: true });`;

/** Nothing is on its way, and nothing has moved for a while. */
const isShown = `performance.now() - window.typing.key > 400 && (!window.typing.sent || window.typing.answered > 0) && performance.now() - window.typing.shown > 150`;

/**
 * What somebody waits for who types into the palette, from the last key to the answer on the screen, among so many contacts; and where the time goes.
 * @param {number} size @returns {import('./run.mjs').Bench}
 */
export const portalTypeAhead =
  (size) =>
  async ({ say, stock }) => {
    const place = await stock.closed(size, say);
    say('opening the portal');
    const { page, end } = await visitPortal(place);
    try {
      await page.waitForTimeout(3000);
      await page.evaluate(watchTyping);
      const moments = /** @type {Moments[]} */ ([]);
      for (const [at, text] of typedHits(size, asked).entries()) {
        say(`typing, ${at} of ${asked}`);
        moments.push(await typed(page, text));
      }
      return rowsOf(`portal-type-ahead-${size / 1000}k`, moments.slice(unready));
    } finally {
      await end();
    }
  };

/** @param {string} id @param {readonly Moments[]} moments */
function rowsOf(id, moments) {
  /** @param {string} part @param {(one: Moments) => number} took */
  const row = (part, took, goal = {}, of = moments) => ({ id: `${id}${part}`, unit: 'ms (p95)', ours: percentile(of.map(took), 0.95), floor: undefined, goal });
  const askedFor = moments.filter(({ sent }) => sent > 0);
  return [
    row('', ({ key, shown }) => shown - key, { oursAtMost: 100 }),
    row('-waits', ({ key, sent }) => sent - key, {}, askedFor),
    row('-asks', ({ sent, answered }) => answered - sent, {}, askedFor),
    row('-draws', ({ answered, shown }) => shown - answered, {}, askedFor),
  ];
}

/** @param {import('./portal-visit.mjs').Page} page @param {string} text @returns {Promise<Moments>} */
async function typed(page, text) {
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input input').waitFor();
  await page.keyboard.type(text, { delay: keyMs });
  const latest = performance.now() + 15_000;
  // Asked from outside: the page's own policy lets nothing be evaluated in it.
  while (!(await page.evaluate(isShown))) {
    if (performance.now() > latest) throw new Error(`Nothing is shown for “${text}”: ${await page.evaluate('JSON.stringify(window.typing)')}`);
    await page.waitForTimeout(30);
  }
  /** @type {Moments} */
  const moments = await page.evaluate('({ ...window.typing })');
  await page.keyboard.press('Escape');
  await page.locator('.palette-input input').waitFor({ state: 'detached' });
  return moments;
}
