import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { describeBroker } from '../broker/broker.conformance.js';
import { deadStream, type StreamSpec } from '../broker/stream-layout.js';
import { InProcessBroker } from './in-process.broker.js';

const folder = mkdtempSync(join(tmpdir(), 'rapport-broker-'));
const file = join(folder, 'broker.sqlite');
const streams: readonly StreamSpec[] = [{ name: 'EVENTS_conf', subjects: ['event.rapport.conf.>'], keepMs: 3_600_000 }, deadStream];
const open = async () => new InProcessBroker({ file, streams });

afterAll(() => rmSync(folder, { recursive: true }));

describeBroker('in-process', { place: 'conf', open, kill: async (broker) => (broker as InProcessBroker).abandon() });

describe('the in-process broker’s file', () => {
  it('is for its owner only', async () => {
    const broker = await open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await broker.drain();
  });

  it('is refused to a second process with one clear sentence', async () => {
    const broker = await open();
    await expect(open()).rejects.toThrow(`the broker's file ${file} cannot be opened: another process has it open`);
    await broker.drain();
  });
});
