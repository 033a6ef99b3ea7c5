import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { PatientConsumer } from '../dead-letters/patient-consumer.js';
import type { Delivery } from './broker.js';
import type { KeptEnvelope } from './envelope.js';
import { text, type BrokerStand } from './stand.fixture.js';

/** Dead letters, and those who look on. */
export function describeOnlookers(stand: BrokerStand): void {
  const { event, consumer, say, until } = stand;

  describe('lays dead letters aside', () => {
    const patience = { attempts: 3, pausesMs: [50, 100] };

    it('after the last attempt, with reason, trace and hash, and hands them out again under the same event id', async () => {
      const attempts: Delivery[] = [];
      let mended = false;
      const spec = consumer('e');
      const other: Delivery[] = [];
      await new PatientConsumer(stand.broker, silentLog, patience).consume(spec, async (delivery) => {
        attempts.push(delivery);
        if (!mended) throw new TypeError('secret words');
      });
      await new PatientConsumer(stand.broker, silentLog, patience).consume(
        { ...spec, name: `${spec.name}-other` },
        async (delivery) => void other.push(delivery),
      );
      await say('e', 'poison', 'poison', { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'rapport-tenant': 'acme' });
      const letters = new DeadLetters(stand.broker);
      const mine = async () => {
        const found = [];
        for await (const letter of letters.list({ consumer: spec.name })) found.push(letter);
        return found;
      };
      for (const end = Date.now() + 8000; (await mine()).length === 0 && Date.now() < end;) await pause(50);
      const [letter] = await mine();
      expect(letter).toMatchObject({
        consumer: spec.name,
        eventId: `${stand.mark}-poison`,
        reason: 'internal INTERNAL TypeError',
        attempts: 3,
        tenant: 'acme',
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        hash: createHash('sha256').update('poison').digest('hex'),
      });
      expect(attempts).toHaveLength(3);
      mended = true;
      expect(await letters.replay(letter!.id)).toBe(true);
      await until(() => attempts.length === 4);
      expect(attempts[3]).toMatchObject({ attempt: 1, subject: spec.subject, headers: { 'rapport-id': `${stand.mark}-poison` } });
      await pause(150);
      expect(await mine()).toEqual([]);
      expect(other).toHaveLength(1);
    });

    it('and throws them away when told to', async () => {
      const spec = consumer('e');
      await new PatientConsumer(stand.broker, silentLog, { attempts: 1, pausesMs: [] }).consume(spec, async () => Promise.reject(new Error('no')));
      await say('e', 'poison');
      const letters = new DeadLetters(stand.broker);
      let id: string | undefined;
      for (const end = Date.now() + 8000; id === undefined && Date.now() < end; await pause(50))
        for await (const letter of letters.list({ consumer: spec.name })) id = letter.id;
      expect(await letters.drop(id!)).toBe(true);
      expect(await letters.drop(id!)).toBe(false);
      expect(await letters.replay(id!)).toBe(false);
    });
  });

  describe('shows events to those who look on', () => {
    it('all of a pattern, from now or from a position on, to each of them', async () => {
      await say('e', 'before');
      const seen: Record<string, KeptEnvelope[]> = { one: [], two: [], later: [] };
      const pattern = event('>');
      await stand.broker.watch(pattern, undefined, (message) => void seen['one']!.push(message));
      await stand.broker.watch(pattern, undefined, (message) => void seen['two']!.push(message));
      for (let n = 0; n < 5; n++) await say(n % 2 ? 'e' : 'f', `m${n}`);
      await until(() => seen['one']!.length === 5 && seen['two']!.length === 5);
      await stand.broker.watch(pattern, seen['one']![2]!.position, (message) => void seen['later']!.push(message));
      await say('e', 'm5');
      await until(() => seen['later']!.length === 3);
      expect(seen['later']!.map(({ data }) => text(data))).toEqual(['m3', 'm4', 'm5']);
      expect(seen['one']!.map(({ data }) => text(data))).not.toContain('before');
    });

    it('everything kept, when the position is of a broker that was lost', async () => {
      await say('e', 'one');
      const seen: string[] = [];
      await stand.broker.watch(event('>'), 'nonsense', ({ data }) => void seen.push(text(data)));
      await until(() => seen.includes('one'));
    });

    it('until they close', async () => {
      const seen: string[] = [];
      const close = await stand.broker.watch(event('>'), undefined, ({ data }) => void seen.push(text(data)));
      await say('e', 'one');
      await until(() => seen.length === 1);
      await close();
      await say('e', 'two');
      await pause(100);
      expect(seen).toEqual(['one']);
    });
  });
}
