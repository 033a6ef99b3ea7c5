import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { text, done, type BrokerStand } from './stand.fixture.js';

/** How a broker ends. */
export function describeDraining(stand: BrokerStand): void {
  const { rpc, soon, ask, echo, consumer, say, until } = stand;

  describe('drains', () => {
    it('what is in flight, and takes nothing new', async () => {
      const finished: string[] = [];
      await stand.broker.serve(rpc('a'), 'q', async (message, leaving) => {
        await pause(200);
        finished.push('request');
        return echo()(message, leaving);
      });
      await stand.broker.consume(consumer('e', 2), async ({ data }) => {
        await pause(200);
        finished.push(text(data));
        return done;
      });
      for (let n = 0; n < 10; n++) await say('e', `m${n}`);
      const asked = stand.broker.request(ask(rpc('a')), soon());
      await pause(50);
      await stand.broker.drain(3000);
      expect(text((await asked).data)).toBe('hi');
      const events = finished.filter((what) => what !== 'request');
      expect(finished).toContain('request');
      expect(events.length).toBeLessThan(10);
      await expect(stand.broker.request(ask(rpc('a')), soon())).rejects.toMatchObject({ code: 'unavailable' });
      await stand.reopen();
      const rest: string[] = [];
      await stand.broker.consume(consumer('e', 16), async ({ data }) => (rest.push(text(data)), done));
      await until(() => rest.length === 10 - events.length);
      expect([...events, ...rest].sort()).toEqual(Array.from({ length: 10 }, (_, n) => `m${n}`));
    });

    it('within the grace, even when a handler does not end', async () => {
      await say('e', 'one');
      let began = false;
      await stand.broker.consume(consumer('e'), () => {
        began = true;
        return new Promise(() => {});
      });
      await until(() => began);
      const started = Date.now();
      await stand.broker.drain(200);
      expect(Date.now() - started).toBeLessThan(1500);
      await stand.reopen();
    });

    it('and answers a ping before, not after', async () => {
      await stand.broker.ping();
      await stand.broker.drain();
      await expect(stand.broker.ping()).rejects.toMatchObject({ code: 'unavailable' });
      await stand.reopen();
    });
  });
}
