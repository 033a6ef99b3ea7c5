import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** Every process of the product in turn, at random moments; back after 0.1–3 s. */
export const killService: Fault = {
  id: 'F1',
  what: 'kill -9 of each service in turn',
  on: 'any',
  rounds: 4,
  async strike({ house, load, random, rounds, say, expect }) {
    const processes = [...new Set([...house.accounts, house.door])];
    for (let round = 0; round < rounds; round += 1) {
      const process = processes[round % processes.length]!;
      await pause(300 + random.below(1200));
      say(`round ${round + 1}: kill -9 ${process.name}`);
      await process.end('SIGKILL');
      await pause(100 + random.below(2900));
      await process.start();
      expect(`clients are answered again after ${process.name} came back`, await load.advances(10, 30_000));
    }
  },
};
