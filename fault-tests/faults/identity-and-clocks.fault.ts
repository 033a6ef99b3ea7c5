import type { Fault, Stage } from '../fault.js';
import type { RealHouse } from '../parts/real.house.js';
import { issuerDies } from './issuer-dies.js';

const skewMs = 600_000;

/** Processes of the service do not agree on the time, one ten minutes ahead, then the other ten behind; then who signs people in dies. */
export const identityAndClocks: Fault = {
  id: 'F16',
  what: 'clocks ten minutes ahead and behind; the identity provider dead',
  on: 'real',
  rounds: 3,
  async strike(stage) {
    for (let round = 0; round < stage.rounds; round += 1) {
      stage.say(`round ${round + 1}`);
      if (round % 3 === 2) await issuerDies(stage);
      else await clockIsOff(stage, round % 3 === 0 ? skewMs : -skewMs, round % 2);
    }
  },
};

async function clockIsOff({ house, load, ledger, say, expect }: Stage<RealHouse>, off: number, index: number): Promise<void> {
  const process = house.accounts[index]!;
  const words = `${process.name} is ${off / 60_000} minutes off`;
  say(words);
  const before = ledger.entries().length;
  await process.end('SIGTERM');
  await process.start({ settings: { SKEW_MS: String(off) }, preload: ['skewed-clock'] });
  expect(`clients are answered while ${words}`, await load.advances(60, 30_000));
  const refused = ledger.entries().slice(before).filter(({ outcome, answer }) => outcome === 'refused' && answer !== '400');
  expect(`nobody is refused while ${words} (${refused.length} were, with ${[...new Set(refused.map(({ answer }) => answer))].join(', ')})`, refused.length === 0);
  await process.end('SIGTERM');
  await process.start();
}
