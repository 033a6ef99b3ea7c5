import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { describeBroker } from '../broker/broker.conformance.js';
import { deadStream, type StreamSpec } from '../broker/stream-layout.js';
import { NatsBroker } from './nats.broker.js';

const url = process.env['NATS_URL'];
const place = `conf${Date.now().toString(36)}`;
const streams: readonly StreamSpec[] = [{ name: `EVENTS_${place}`, subjects: [`event.rapport.${place}.>`], keepMs: 3_600_000 }, deadStream];
const open = (own = streams, at = url ?? '') => NatsBroker.open({ url: at, name: 'conformance', streams: own, log: silentLog });

if (url) {
  describeBroker('NATS', { place, open: () => open(), kill: (broker) => (broker as NatsBroker).abandon() });

  describe('the NATS broker', () => {
    it('finds the streams it made', async () => {
      await (await open()).drain();
    });

    it('refuses a stream of its name that keeps something else', async () => {
      const other = [{ ...streams[0]!, subjects: [`event.elsewhere.${place}.>`] }];
      await expect(open(other)).rejects.toThrow(`the stream EVENTS_${place} exists on NATS and keeps event.rapport.${place}.>, not event.elsewhere.${place}.>`);
    });

    it('tells a message that is not there from a server that cannot be asked', async () => {
      const broker = await open();
      expect([await broker.discard(`EVENTS_${place}:999999`), await broker.discard('EVENTS_none:1')]).toEqual([false, false]);
      await broker.abandon();
      await expect(broker.discard(`EVENTS_${place}:999999`)).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('says where it looked for a server that is not there', async () => {
      await expect(open(streams, 'nats://127.0.0.1:9')).rejects.toThrow('NATS cannot be reached at 127.0.0.1:9 (NATS_URL)');
    });
  });

  describe('a process that dies in the middle of a streamed answer', () => {
    it.each([0, 3])(
      'is told to the caller long before the deadline, after %d parts',
      async (parts) => {
        const [serving, calling] = [await open(), await open()];
        const subject = `rpc.rapport.${place}.v1.Dying.Count${parts}`;
        await serving.serve(subject, 'q', async () =>
          (async function* () {
            for (let n = 1; n <= parts; n++) yield { subject: '', headers: {}, data: new Uint8Array([n]) };
            await new Promise(() => {});
          })(),
        );
        const got: number[] = [];
        const reading = (async () => {
          for await (const { data } of calling.stream({ subject, headers: {}, data: new Uint8Array() }, { deadline: new Date(Date.now() + 30_000) }))
            got.push(data[0]!);
        })();
        const failure = expect(reading).rejects.toMatchObject({ code: 'unavailable', reason: 'UNAVAILABLE' });
        await pause(300);
        const died = Date.now();
        await serving.abandon();
        await failure;
        expect(Date.now() - died).toBeLessThan(4000);
        expect(got).toHaveLength(parts);
        await calling.drain();
      },
      20_000,
    );

    it('is not suspected because it is silent', async () => {
      const [serving, calling] = [await open(), await open()];
      const subject = `rpc.rapport.${place}.v1.Slow.Count`;
      await serving.serve(subject, 'q', async () =>
        (async function* () {
          await pause(3500);
          yield { subject: '', headers: {}, data: new Uint8Array([1]) };
        })(),
      );
      const got: number[] = [];
      for await (const { data } of calling.stream({ subject, headers: {}, data: new Uint8Array() }, { deadline: new Date(Date.now() + 30_000) }))
        got.push(data[0]!);
      expect(got).toEqual([1]);
      await Promise.all([serving.drain(), calling.drain()]);
    }, 20_000);
  });
} else {
  describe.skip('the NATS broker: NATS_URL is not set, so nothing of it was tried', () => {
    it('needs a server', () => undefined);
  });
}
