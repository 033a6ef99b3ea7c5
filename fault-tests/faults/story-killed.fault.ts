import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../bench/random.mjs';
import type { Fault, Stage } from '../fault.js';
import type { RealHouse } from '../parts/real.house.js';
import { timesPrinted } from '../parts/house.js';
import { StoryTeller } from '../parts/story-teller.js';
import { Supervisor } from '../parts/supervisor.js';
import { whatIsNotWhole } from '../oracle/story-whole.js';

const transcribing = '   transcribing ';

/** Where in the story each process is needed: the beginnings of lines that it prints. One process dies at a place. In each round another one is away for long. */
const places: Readonly<Record<string, readonly string[]>> = {
  consent: ['1. ', '5. ', '7. ', '8. '],
  'service-desk': ['6. ', '7. '],
  accounts: ['3. ', '5. '],
  sales: ['1. ', '4. '],
  ai: [transcribing, '5. ', '6. '],
  gateway: ['2. ', '4. ', '7. ', '8. '],
};

/** Longer than whoever depends on it tries without a pause. */
const longMs = 30_000;

/** The whole main job, told by `npm run story`, while every process dies where it is needed, and again at an exact place when it is back. */
export const storyKilled: Fault = {
  id: 'F27',
  what: 'the story, while each service is killed with -9',
  on: 'whole',
  rounds: 2,
  restMs: 150_000,
  async strike(stage) {
    await stage.load.hold();
    try {
      for (let round = 0; round < stage.rounds; round += 1) await tellOnce(stage, round);
    } finally {
      stage.load.goOn();
    }
  },
};

async function tellOnce({ house, random, say, expect, bit }: Stage<RealHouse>, round: number): Promise<void> {
  const since = (await house.witness.sql('select clock_timestamp() as now'))[0]!['now'];
  const supervisor = new Supervisor(house.processes, random);
  const story = new StoryTeller(house.doorData);
  const killed: { name: string; before: number }[] = [];
  const missing = () => story.askedAgain + timesPrinted(house.processes, 'job-attempt-failed');
  for (const { name, place, afterMs } of deathsOf(random)) {
    if (!(await story.comesTo(place))) break;
    await pause(afterMs);
    say(`round ${round + 1}: kill -9 ${name} at “${story.lines.at(-1)?.trim().slice(0, 60)}”`);
    killed.push({ name, before: missing() });
    const isLong = name === Object.keys(places)[round % house.processes.length];
    await supervisor.kill(name, isLong ? longMs : 100 + random.below(2900));
  }
  const end = await story.ended;
  say(`round ${round + 1}: the story ended, ${supervisor.exactDeaths} more deaths at exact places`);
  await supervisor.leave();
  expect(`the story is whole: ${end}`, end === 'whole');
  for (const trouble of supervisor.troubles) expect(trouble, false);
  expect('every process died once', killed.length === house.processes.length);
  for (const [at, { name, before }] of killed.entries()) bit(round, `answers missing of ${name}`, (killed[at + 1]?.before ?? missing()) - before);
  bit(round, 'deaths at exact places of those who came back', supervisor.exactDeaths);
  for (const what of await whatIsNotWhole(house, since)) expect(what, false);
}

interface Death {
  readonly name: string;
  readonly place: string;
  readonly afterMs: number;
}

/** Each process once, each at a place of its own, in the order of the story. */
function deathsOf(random: Random): Death[] {
  for (;;) {
    const deaths = Object.entries(places).map(([name, own]) => ({ name, place: random.pick(own), afterMs: random.below(150) }));
    if (new Set(deaths.map(({ place }) => place)).size === deaths.length) return deaths.toSorted((a, b) => orderOf(a.place) - orderOf(b.place));
  }
}

/** What is transcribed is in the first step, after all else that is in it. */
const orderOf = (place: string): number => (place === transcribing ? 1.5 : Number.parseInt(place, 10));
