import { describe, expect, it } from '@jest/globals';
import { LiveTraffic } from './live-traffic.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long so many portions of 30 ms take with their rests. */
async function timeOf(portions: number, giveWay: () => Promise<void>): Promise<number> {
  const began = performance.now();
  for (let portion = 0; portion < portions; portion += 1) {
    await pause(30);
    await giveWay();
  }
  return performance.now() - began;
}

describe('work in bulk beside people', () => {
  it('goes on at once when nobody is around', async () => {
    expect(await timeOf(20, new LiveTraffic().givingWay())).toBeLessThan(1200);
  });

  it('rests four times as long as it worked while people are around, all of it together', async () => {
    const live = new LiveTraffic();
    const [one, other] = [live.givingWay(), live.givingWay()];
    live.began();
    expect(await timeOf(2, one)).toBeLessThan(300);
    await timeOf(12, one);
    const [alone, together] = [await timeOf(2, one), await Promise.all([timeOf(2, one), timeOf(2, other)])];
    expect(alone).toBeGreaterThan(200);
    expect(Math.max(...together)).toBeGreaterThan(400);
  });

  it('goes on soon after they have left', async () => {
    const live = new LiveTraffic();
    const giveWay = live.givingWay();
    live.began()();
    await timeOf(14, giveWay);
    await pause(1000);
    expect(await timeOf(20, giveWay)).toBeLessThan(1200);
  });

  it('waits until the last of them is served', async () => {
    const [live, told] = [new LiveTraffic(), [] as string[]];
    const [first, second] = [live.began(), live.began()];
    const given = live
      .givingWay()()
      .then(() => told.push('bulk'));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    first();
    told.push('first');
    second();
    told.push('second');
    await given;
    expect(told).toEqual(['first', 'second', 'bulk']);
  });

  it('hardly waits once half of its time is over, so that it is finished in time', async () => {
    const live = new LiveTraffic();
    live.began();
    expect(await timeOf(20, live.givingWay(new Date()))).toBeLessThan(1700);
  });
});
