import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** Every process of the product in turn, at random moments; back after 0.1–3 s. */
export const killService: Fault = {
  id: 'F1',
  what: 'kill -9 of each service in turn',
  on: 'any',
  rounds: 4,
  async strike({ house, load, ledger, random, rounds, say, expect, bit }) {
    const processes = [...new Set([...house.accounts, house.door])];
    for (let round = 0; round < rounds; round += 1) {
      const process = processes[round % processes.length]!;
      await pause(300 + random.below(1200));
      say(`round ${round + 1}: kill -9 ${process.name}`);
      const before = ledger.heard.length;
      await process.end('SIGKILL');
      expect(`${process.name} died of it`, (await process.program.ended) === 'SIGKILL');
      await pause(100 + random.below(2900));
      await process.start();
      bit(round, 'answers while it was dead', ledger.heard.length - before);
      expect(`clients are answered again after ${process.name} came back`, await load.advances(10, 30_000));
    }
  },
};
