import { until } from '@rapport/testing';
import type { Fault } from '../fault.js';
import { whatIsNotWhole } from '../oracle/story-whole.js';
import { underWay } from '../parts/broker-numbers.js';
import { StoryTeller } from '../parts/story-teller.js';
import { storm, timesAgain } from '../parts/storm.js';

const handedOutMs = 120_000;

/** Everything that any service said of the story comes again to everyone who hears it. */
export const stormAfterStory: Fault = {
  id: 'F28',
  what: `every event of every service again, ${timesAgain} times, shuffled, after the story`,
  on: 'whole',
  rounds: 1,
  restMs: 150_000,
  async strike({ house, load, random, rounds, say, expect, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      await load.hold();
      const since = (await house.witness.sql('select clock_timestamp() as now'))[0]!['now'];
      say(`round ${round + 1}: the story`);
      const end = await new StoryTeller(house.doorData).ended;
      expect(`the story is whole: ${end}`, end === 'whole');
      say(`round ${round + 1}: every event again`);
      bit(round, 'deliveries again', await storm(house.eye, random, String(round)));
      const isDone = async () => (await underWay(house)) === 0;
      const isHandedOut = await until('all is handed out', isDone, handedOutMs).catch(() => false);
      expect('whoever hears them has heard them all again', Boolean(isHandedOut));
      for (const what of await whatIsNotWhole(house, since)) expect(what, false);
      load.goOn();
    }
  },
};
