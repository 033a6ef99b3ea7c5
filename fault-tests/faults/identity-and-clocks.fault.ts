import type { Fault, Stage } from '../fault.js';
import type { RealHouse } from '../parts/real.house.js';
import { isTrouble } from '../ledger/ledger.js';
import { timesPrinted } from '../parts/house.js';
import { issuerChangesKey, issuerDies } from './issuer-trouble.js';

const minuteMs = 60_000;

/**
 * One process of the service is ahead and the other behind, by a minute and then by ten, which nobody hears of since processes keep the database's time; then who signs
 * people in dies, and then it signs with another key.
 */
export const identityAndClocks: Fault = {
  id: 'F16',
  what: 'clocks one and ten minutes ahead and behind; the identity provider dead; its key changed',
  on: 'real',
  rounds: 4,
  async strike(stage) {
    for (let round = 0; round < stage.rounds; round += 1) {
      stage.say(`round ${round + 1}`);
      if (round % 4 === 2) await issuerDies(stage, round);
      else if (round % 4 === 3) await issuerChangesKey(stage, round);
      else await clocksAreOff(stage, round);
    }
  },
};

async function clocksAreOff({ house, load, ledger, say, expect, bit }: Stage<RealHouse>, round: number): Promise<void> {
  const minutes = round % 4 === 0 ? 1 : 10;
  const noticed = timesPrinted(house.accounts, 'clock-is-off');
  const words = `the clocks of the service are ${minutes} min ahead and behind`;
  say(words);
  for (const [index, process] of house.accounts.entries()) {
    await process.end('SIGTERM');
    await process.start({ settings: { SKEW_MS: String((index % 2 === 0 ? 1 : -1) * minutes * minuteMs) }, preload: ['skewed-clock'] });
  }
  bit(round, 'clocks found to be off', timesPrinted(house.accounts, 'clock-is-off') - noticed);
  const before = ledger.heard.length;
  expect(`clients are answered while ${words}`, await load.advances(60, 30_000));
  const answers = ledger.heard.slice(before).flatMap((entry) => (isTrouble(entry) ? [entry.answer] : []));
  expect(`nobody is refused while ${words} (${answers.length} were, with ${[...new Set(answers)].join(', ')})`, answers.length === 0);
  for (const process of house.accounts) {
    await process.end('SIGTERM');
    await process.start();
  }
}
