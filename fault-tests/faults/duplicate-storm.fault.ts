import type { Fault } from '../fault.js';
import { storm, timesAgain } from '../parts/storm.js';

/** Everything that the broker delivered comes again. */
export const duplicateStorm: Fault = {
  id: 'F11',
  what: `every event again, ${timesAgain} times, shuffled`,
  on: 'real',
  rounds: 1,
  async strike({ house, load, random, rounds, say, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      await load.advances(100, 20_000);
      say(`round ${round + 1}: every event again`);
      bit(round, 'deliveries again', await storm(house.eye, random, String(round)));
    }
  },
};
