import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { closeInOrder } from './close-in-order.js';

describe('closing in order', () => {
  it('begins a stage when the one before it is closed', async () => {
    const said: string[] = [];
    const closing = (name: string, ms: number) => async () => {
      said.push(`${name} begins`);
      await pause(ms);
      said.push(`${name} ends`);
    };
    const inTime = await closeInOrder(
      [
        { name: 'doors', closings: [closing('http', 20), closing('ears', 40)] },
        { name: 'broker', closings: [closing('broker', 1)] },
      ],
      silentLog,
    );
    expect(inTime).toBe(true);
    expect(said).toEqual(['http begins', 'ears begins', 'http ends', 'ears ends', 'broker begins', 'broker ends']);
  });

  it('goes on to the next when one fails or does not end within the grace', async () => {
    const closed: string[] = [];
    const stages = [
      { name: 'failing', closings: [async () => Promise.reject(new Error('no'))] },
      { name: 'endless', closings: [() => new Promise<void>(() => {})] },
      { name: 'last', closings: [async () => void closed.push('last')] },
    ];
    expect(await closeInOrder(stages, silentLog, 60)).toBe(false);
    expect(closed).toEqual(['last']);
  });
});
