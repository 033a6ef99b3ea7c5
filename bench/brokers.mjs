import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@rapport/kernel';
import { InProcessBroker, NatsBroker } from '@rapport/messaging';
import { bareNats, bareSqlite } from './bare-streams.mjs';

/** The subject and stream that benchmarks of events use; nobody else listens there. */
export const subject = 'event.rapport.bench.v1.Said';
const streams = [{ name: 'EVENTS_bench', subjects: ['event.rapport.bench.v1.>'], keepMs: 3_600_000 }];

/**
 * The broker that is set, and the same kind of streams without us.
 * @typedef {{ broker: import('@rapport/messaging').Broker, bare: import('./bare-streams.mjs').BareStreams, close: () => Promise<void> }} Brokers
 * @returns {Promise<Brokers>}
 */
export async function openBrokers() {
  const url = process.env['NATS_URL'];
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  const bare = url ? await bareNats(url) : bareSqlite(join(folder, 'bare.sqlite'));
  const broker = url
    ? await NatsBroker.open({ url, name: 'bench', streams, log: silentLog })
    : new InProcessBroker({ file: join(folder, 'ours.sqlite'), streams });
  return {
    broker,
    bare,
    close: async () => {
      await broker.drain();
      await bare.close();
      rmSync(folder, { recursive: true });
    },
  };
}
