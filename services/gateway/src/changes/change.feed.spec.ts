import { describe, expect, it } from '@jest/globals';
import type { Closing } from '@rapport/messaging';
import { ChangeFeed } from './change.feed.js';

const nobody = () => undefined;

describe('following from far back', () => {
  it('gives the place back when the broker cannot be reached, however often', async () => {
    let isAway = true;
    const feed = new ChangeFeed({
      watch: async (): Promise<Closing> => {
        if (isAway) throw new Error('away');
        return async () => undefined;
      },
    });
    for (let at = 0; at < 100; at += 1) await expect(feed.follow('EVENTS:1', nobody)).rejects.toThrow('away');
    isAway = false;
    const stop = await feed.follow('EVENTS:1', nobody);
    expect(stop).toBeInstanceOf(Function);
  });

  it('has places for so many, and one more when one leaves', async () => {
    const feed = new ChangeFeed({ watch: async () => async () => undefined });
    const stops = await Promise.all(Array.from({ length: 64 }, () => feed.follow('EVENTS:1', nobody)));
    await expect(feed.follow('EVENTS:1', nobody)).rejects.toMatchObject({ code: 'unavailable', reason: 'OVERLOADED' });
    stops[0]!();
    await expect(feed.follow('EVENTS:1', nobody)).resolves.toBeInstanceOf(Function);
  });
});
