import type { Fault, Stage } from '../fault.js';
import type { RealHouse } from '../parts/real.house.js';
import { issuerDies } from './issuer-dies.js';

const minuteMs = 60_000;

/**
 * One process of the service is ahead and the other behind, by a minute and then by ten; then who signs people in dies. What one service vouches for to another
 * lives for two minutes, so a clock that is ahead by more has its process refuse: that may be, as long as nothing is lost and the others go on.
 */
export const identityAndClocks: Fault = {
  id: 'F16',
  what: 'clocks one and ten minutes ahead and behind; the identity provider dead',
  on: 'real',
  rounds: 3,
  async strike(stage) {
    for (let round = 0; round < stage.rounds; round += 1) {
      stage.say(`round ${round + 1}`);
      if (round % 3 === 2) await issuerDies(stage);
      else await clocksAreOff(stage, round % 3 === 0 ? 1 : 10);
    }
  },
};

async function clocksAreOff({ house, load, ledger, say, expect }: Stage<RealHouse>, minutes: number): Promise<void> {
  const words = `the clocks of the service are ${minutes} min ahead and behind`;
  say(words);
  for (const [index, process] of house.accounts.entries()) {
    await process.end('SIGTERM');
    await process.start({ settings: { SKEW_MS: String((index % 2 === 0 ? 1 : -1) * minutes * minuteMs) }, preload: ['skewed-clock'] });
  }
  const before = ledger.entries().length;
  expect(`clients are answered while ${words}`, await load.advances(60, 30_000));
  const answers = ledger
    .entries()
    .slice(before)
    .flatMap(({ outcome, answer }) => (outcome === 'refused' && answer !== '400' ? [answer] : []));
  say(`${answers.length} refused while ${words}`);
  if (minutes < 2) expect(`nobody is refused while ${words} (${answers.length} were, with ${[...new Set(answers)].join(', ')})`, answers.length === 0);
  for (const process of house.accounts) {
    await process.end('SIGTERM');
    await process.start();
  }
}
