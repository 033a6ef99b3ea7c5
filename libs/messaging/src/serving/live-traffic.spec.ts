import { describe, expect, it } from '@jest/globals';
import { LiveTraffic } from './live-traffic.js';

describe('work in bulk beside people', () => {
  it('goes on at once when nobody waits', async () => {
    const [live, began] = [new LiveTraffic(), performance.now()];
    for (let record = 0; record < 50; record += 1) await live.giveWay();
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('waits until the last of them is served', async () => {
    const [live, told] = [new LiveTraffic(), [] as string[]];
    const [first, second] = [live.began(), live.began()];
    const given = live.giveWay().then(() => told.push('bulk'));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    first();
    told.push('first');
    second();
    told.push('second');
    await given;
    expect(told).toEqual(['first', 'second', 'bulk']);
  });

  it('does not wait for ever', async () => {
    const live = new LiveTraffic();
    live.began();
    await live.giveWay();
  });
});
