import type { Program } from '@rapport/testing';
import { isTrouble } from '../ledger/ledger.js';
import type { Fault } from '../fault.js';

/**
 * Every process of the service is asked to stop and starts again, one after another: no client notices. Then the door, which alone cannot be missed:
 * what comes after it closed is refused or reset by the system, and what it took is answered.
 */
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
      const { program } = process;
      await process.end('SIGTERM');
      expect(`${process.name} ends with 0`, (await program.ended) === 0);
      await process.start();
      expect(`clients go on after ${process.name} stopped and came back`, await load.advances(10, 30_000));
      bit(round, 'answers while it stopped and came back', ledger.heard.length - before);
      const since = ledger.heard.slice(before).filter(isTrouble);
      if (process === house.door) expect(`the door answers what it took (${cutBy(program)} requests were cut)`, cutBy(program) === 0);
      else expect(`nobody notices that ${process.name} stops (${since.map(({ answer }) => answer).join(', ')})`, since.length === 0);
    }
  },
};

/** Requests that the door had begun and did not answer, as its log has them. */
function cutBy({ output }: Program): number {
  return output.split('\n').filter((line) => line.includes('"status":499')).length;
}
