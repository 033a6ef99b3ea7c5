import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import type { Database } from '@rapport/persistence';
import { SharedClock } from './shared-clock.js';

const machine = Date.parse('2026-03-01T12:00:00Z');
const minuteMs = 60_000;

describe('the clock of the installation', () => {
  const warned: unknown[] = [];
  const log = { ...silentLog, warn: (event: string, fields?: unknown) => void warned.push([event, fields]) };
  let clock: SharedClock;

  async function besideDatabase(aheadMs: number): Promise<void> {
    jest.useFakeTimers({ now: machine });
    clock = new SharedClock();
    const pool = { query: async () => ({ rows: [{ ms: Date.now() - aheadMs }] }) } as unknown as Database['pool'];
    await clock.follow({ pool }, log);
  }
  afterEach(async () => {
    await clock.stop();
    jest.useRealTimers();
    warned.length = 0;
  });

  it.each([10 * minuteMs, -10 * minuteMs])('is the database’s where the machine is off by %d ms, and says so', async (aheadMs) => {
    await besideDatabase(aheadMs);
    expect(clock.now()).toEqual(new Date(machine - aheadMs));
    expect(warned).toEqual([['clock-is-off', { aheadMs }]]);
  });

  it('is the machine’s where both agree, as clocks do', async () => {
    await besideDatabase(1200);
    expect([clock.now(), clock.aheadMs]).toEqual([new Date(machine), 0]);
    expect(warned).toEqual([]);
  });
});
