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

  describe('the NATS broker’s start', () => {
    it('finds the streams it made', async () => {
      await (await open()).drain();
    });

    it('refuses a stream of its name that keeps something else', async () => {
      const other = [{ ...streams[0]!, subjects: [`event.elsewhere.${place}.>`] }];
      await expect(open(other)).rejects.toThrow(`the stream EVENTS_${place} exists on NATS and keeps event.rapport.${place}.>, not event.elsewhere.${place}.>`);
    });

    it('says where it looked for a server that is not there', async () => {
      await expect(open(streams, 'nats://127.0.0.1:9')).rejects.toThrow('NATS cannot be reached at 127.0.0.1:9 (NATS_URL)');
    });
  });
} else {
  describe.skip('the NATS broker: NATS_URL is not set, so nothing of it was tried', () => {
    it('needs a server', () => undefined);
  });
}
