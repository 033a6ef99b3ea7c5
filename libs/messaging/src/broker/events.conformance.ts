import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Delivery, Verdict } from './broker.js';
import { text, done, type BrokerStand } from './stand.fixture.js';

/** Events that are kept until everybody has them. */
export function describeEvents(stand: BrokerStand): void {
  const { consumer, say, until } = stand;

  describe('keeps events', () => {
    it('and hands each to one of those who consume under a name, and to every name', async () => {
      const got: Record<string, string[]> = { a1: [], a2: [], b: [] };
      const into =
        (who: string) =>
        async ({ data }: Delivery) => {
          got[who]!.push(text(data));
          await pause(5);
          return done;
        };
      await stand.broker.consume(consumer('e', 2), into('a1'));
      await stand.broker.consume(consumer('e', 2), into('a2'));
      await stand.broker.consume({ ...consumer('e'), name: `${stand.durable}-other` }, into('b'));
      await Promise.all(Array.from({ length: 40 }, (_, n) => say('e', `m${n}`)));
      await until(() => got['b']!.length === 40 && got['a1']!.length + got['a2']!.length === 40);
      expect(new Set([...got['a1']!, ...got['a2']!]).size).toBe(40);
      expect(Math.min(got['a1']!.length, got['a2']!.length)).toBeGreaterThan(0);
    });

    it('from the first one kept, in order, with headers and id', async () => {
      for (let n = 0; n < 20; n++) await say('e', `m${n}`, `m${n}`, { 'rapport-tenant': 'acme' });
      const got: Delivery[] = [];
      await stand.broker.consume(consumer('e', 1), async (delivery) => {
        got.push(delivery);
        return done;
      });
      await until(() => got.length === 20);
      expect(got.map(({ data }) => text(data))).toEqual(Array.from({ length: 20 }, (_, n) => `m${n}`));
      expect(got[3]).toMatchObject({ id: `${stand.mark}-m3`, attempt: 1, headers: { 'rapport-tenant': 'acme' } });
    });

    it('once under one id', async () => {
      await Promise.all([say('e', 'one'), say('e', 'one'), say('e', 'two')]);
      await say('e', 'one');
      const got: string[] = [];
      await stand.broker.consume(consumer('e'), async ({ data }) => (got.push(text(data)), done));
      await until(() => got.length >= 2);
      await pause(100);
      expect(got.sort()).toEqual(['one', 'two']);
    });

    it('and hands them out again when a handler throws, and after the pause that it asks for', async () => {
      await say('e', 'one');
      const at: number[] = [];
      await stand.broker.consume(consumer('e'), async ({ attempt }) => {
        at.push(Date.now());
        if (attempt === 1) throw new Error('first');
        return attempt === 2 ? { kind: 'again', afterMs: 300 } : done;
      });
      await until(() => at.length === 3);
      expect(at[2]! - at[1]!).toBeGreaterThanOrEqual(280);
      await pause(200);
      expect(at).toHaveLength(3);
    });

    it('for those who come back after they died with work in hand', async () => {
      await say('e', 'one');
      await say('e', 'two');
      const first: string[] = [];
      await stand.broker.consume(consumer('e', 2), async ({ data }) => {
        first.push(text(data));
        return text(data) === 'one' ? done : new Promise<Verdict>(() => {});
      });
      await until(() => first.length === 2);
      await pause(100);
      await stand.kill();
      await stand.reopen();
      const second: Delivery[] = [];
      await stand.broker.consume(consumer('e', 2), async (delivery) => (second.push(delivery), done));
      await until(() => second.length === 1);
      await pause(100);
      expect(second.map(({ data, attempt }) => [text(data), attempt])).toEqual([['two', 2]]);
    });

    it('that somebody works on longer than the wait, without handing them to another', async () => {
      await say('e', 'one');
      let attempts = 0;
      let finished = false;
      await stand.broker.consume({ ...consumer('e'), ackWaitMs: 600 }, async () => {
        attempts += 1;
        await pause(1800);
        finished = true;
        return done;
      });
      await until(() => finished);
      await pause(300);
      expect(attempts).toBe(1);
    });

    it('no more unsettled here than the window holds', async () => {
      await Promise.all(Array.from({ length: 30 }, (_, n) => say('e', `m${n}`)));
      let most = 0;
      let now = 0;
      let all = 0;
      await stand.broker.consume(consumer('e', 4), async () => {
        most = Math.max(most, ++now);
        await pause(10);
        now -= 1;
        all += 1;
        return done;
      });
      await until(() => all === 30);
      expect(most).toBe(4);
    });

    it('of a failing kind apart from the rest, which goes on', async () => {
      const got: string[] = [];
      await stand.broker.consume(consumer('e', 4), async ({ data }) => {
        if (text(data) === 'bad') return { kind: 'again', afterMs: 200 };
        got.push(text(data));
        return done;
      });
      await say('e', 'bad');
      for (let n = 0; n < 20; n++) await say('e', `m${n}`);
      await until(() => got.length === 20);
    });
  });
}
