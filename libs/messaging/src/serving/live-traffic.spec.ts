import { describe, expect, it } from '@jest/globals';
import { LiveTraffic } from './live-traffic.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const timeOf = async (work: () => Promise<unknown>) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

describe('work in bulk beside people', () => {
  it('goes on at once when nobody is around', async () => {
    const giveWay = new LiveTraffic().givingWay();
    const portions = async () => {
      for (let portion = 0; portion < 50; portion += 1) await giveWay();
    };
    expect(await timeOf(portions)).toBeLessThan(500);
  });

  it('rests four times as long as it worked while people are around, all of it together', async () => {
    const live = new LiveTraffic();
    const [one, other] = [live.givingWay(), live.givingWay()];
    live.began()();
    await pause(30);
    expect(await timeOf(one)).toBeGreaterThan(100);
    expect(await timeOf(() => Promise.all([pause(30).then(one), pause(30).then(other)]))).toBeGreaterThan(230);
  });

  it('goes on soon after they have left', async () => {
    const live = new LiveTraffic();
    const giveWay = live.givingWay();
    live.began()();
    await pause(1050);
    expect(await timeOf(giveWay)).toBeLessThan(100);
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
    const giveWay = live.givingWay(new Date(Date.now() + 200));
    live.began();
    await pause(110);
    expect(await timeOf(giveWay)).toBeLessThan(90);
  });
});
