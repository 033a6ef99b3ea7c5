import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** Every place where a process can die between two things that must not come apart; `preload/fail-at.mjs` knows where they are. */
const points = [
  'command committed',
  'event not published',
  'event not marked',
  'batch not marked',
  'effect not begun',
  'effect not committed',
  'effect not acknowledged',
] as const;

/** A process dies exactly between commit and publishing, between effect and acknowledgement, and so on. */
export const failAtPoints: Fault = {
  id: 'F2',
  what: 'kill -9 between commit and publish, between effect and ack',
  on: 'any',
  rounds: points.length,
  async strike({ house, random, rounds, say, expect, bit }) {
    const process = house.accounts[0]!;
    for (let round = 0; round < rounds; round += 1) {
      const point = points[round % points.length]!;
      const after = String(1 + random.below(15));
      say(`round ${round + 1}: dies where ${point}, on passing ${after}`);
      await process.end('SIGKILL');
      const program = process.launch({ settings: { FAIL_AT: point, FAIL_AFTER: after }, preload: ['fail-at'] });
      const how = await Promise.race([program.ended, pause(60_000, 'it lived on', { ref: false })]);
      bit(round, 'deaths at the point', how === 'SIGKILL' ? 1 : 0);
      expect(`the process dies where ${point} (${how})`, how === 'SIGKILL');
    }
  },
};
