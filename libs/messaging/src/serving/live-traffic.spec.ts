import { describe, expect, it } from '@jest/globals';
import { LiveTraffic } from './live-traffic.js';

/** Time that passes when everybody waits for it, and no sooner. */
class ToldTime {
  private at = 0;
  private readonly sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  readonly now = () => this.at;
  readonly pause = (ms: number) => new Promise<void>((wake) => this.sleepers.push({ at: this.at + ms, wake }));

  /** Lets time pass until this is done. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    void work.finally(() => (isDone = true));
    for (;;) {
      for (let turn = 0; turn < 4; turn += 1) await new Promise((next) => setImmediate(next));
      if (isDone) return work;
      this.sleepers.sort((a, b) => b.at - a.at);
      const next = this.sleepers.pop();
      if (!next) throw new Error('nobody sleeps, and the work is not done');
      this.at = next.at;
      next.wake();
    }
  }

  /** How long so many portions of 30 ms take with their rests. */
  async of(portions: number, giveWay: () => Promise<void>): Promise<number> {
    const began = this.at;
    for (let portion = 0; portion < portions; portion += 1) {
      await this.pause(30);
      await giveWay();
    }
    return this.at - began;
  }
}

function standing() {
  const time = new ToldTime();
  return { time, live: new LiveTraffic(time) };
}

describe('work in bulk beside people', () => {
  it('goes on at once when nobody is around', async () => {
    const { time, live } = standing();
    expect(await time.until(time.of(20, live.givingWay()))).toBe(600);
  });

  it('rests four times as long as it worked while people are around, all of it together', async () => {
    const { time, live } = standing();
    const [one, other] = [live.givingWay(), live.givingWay()];
    live.began();
    await time.until(time.of(14, one));
    const alone = await time.until(time.of(10, one));
    const together = await time.until(Promise.all([time.of(10, one), time.of(10, other)]));
    expect(alone).toBeCloseTo(10 * 30 * 5, -2);
    expect(Math.max(...together) / alone).toBeGreaterThan(1.9);
  });

  it('does a few dozen records at once, whoever is around', async () => {
    const { time, live } = standing();
    live.began();
    expect(await time.until(time.of(2, live.givingWay()))).toBeLessThan(100);
  });

  it('goes on soon after they have left', async () => {
    const { time, live } = standing();
    const giveWay = live.givingWay();
    live.began()();
    await time.until(time.of(14, giveWay));
    await time.until(time.pause(1000));
    expect(await time.until(time.of(20, giveWay))).toBe(600);
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
    const { time, live } = standing();
    live.began();
    expect(await time.until(time.of(20, live.givingWay(new Date())))).toBe(20 * (30 + 15));
  });
});
