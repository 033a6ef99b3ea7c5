import { isTrouble } from '../ledger/ledger.js';
import type { Fault } from '../fault.js';

/** Every process of the service is asked to stop and starts again, one after another: no client notices. Then the door, which alone cannot be missed. */
export const rollingStop: Fault = {
  id: 'F17',
  what: 'SIGTERM to every process in turn under load',
  on: 'real',
  rounds: 3,
  async strike({ house, load, ledger, rounds, say, expect, bit }) {
    const processes = [...house.accounts, house.door];
    for (let round = 0; round < rounds; round += 1) {
      const process = processes[round % processes.length]!;
      const before = ledger.heard.length;
      say(`round ${round + 1}: SIGTERM ${process.name}`);
      await process.end('SIGTERM');
      expect(`${process.name} ends with 0`, (await process.program.ended) === 0);
      await process.start();
      expect(`clients go on after ${process.name} stopped and came back`, await load.advances(10, 30_000));
      bit(round, 'answers while it stopped and came back', ledger.heard.length - before);
      const since = ledger.heard.slice(before).filter(isTrouble);
      const unforgiven = process === house.door ? since.filter(({ outcome }) => outcome === 'unknown') : since;
      expect(`nobody notices that ${process.name} stops (${unforgiven.map(({ answer }) => answer).join(', ')})`, unforgiven.length === 0);
    }
  },
};
