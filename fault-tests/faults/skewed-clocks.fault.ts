import type { Fault } from '../fault.js';

const skewMs = 600_000;

/** The processes of the service do not agree on the time: one is ten minutes ahead, the other ten behind. */
export const skewedClocks: Fault = {
  id: 'F16',
  what: 'clocks ten minutes ahead and behind',
  on: 'real',
  rounds: 2,
  async strike({ house, load, rounds, say, expect }) {
    for (let round = 0; round < rounds; round += 1) {
      const process = house.accounts[round % house.accounts.length]!;
      const off = round % 2 === 0 ? skewMs : -skewMs;
      say(`round ${round + 1}: ${process.name} is ${off / 60_000} minutes off`);
      await process.end('SIGTERM');
      await process.start({ settings: { SKEW_MS: String(off) }, preload: ['skewed-clock'] });
      expect(`clients are answered by a process ${off / 60_000} minutes off`, await load.advances(60, 30_000));
    }
    say('clocks are right again');
    for (const process of house.accounts) {
      await process.end('SIGTERM');
      await process.start();
    }
  },
};
