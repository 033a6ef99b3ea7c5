import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import type { Weather } from '../parts/wire.js';

const weathers: readonly { wire: 'toDatabase' | 'toBroker'; words: string; weather: Weather }[] = [
  { wire: 'toDatabase', words: 'no way to the database', weather: { cut: true } },
  { wire: 'toBroker', words: 'no way to the broker', weather: { cut: true } },
  { wire: 'toDatabase', words: 'answers of the database are lost, commits’ among them', weather: { lost: 'toClient' } },
  { wire: 'toBroker', words: 'answers and acknowledgements of the broker are lost', weather: { lost: 'toClient' } },
  { wire: 'toBroker', words: 'nothing reaches the broker', weather: { lost: 'toServer' } },
  { wire: 'toDatabase', words: 'the database is 200 ms away', weather: { lateMs: 200 } },
  { wire: 'toBroker', words: 'the broker takes 1 kB a second', weather: { bytesPerSecond: 1000 } },
];

/** Partitions of every kind between services, database and broker. */
export const badWires: Fault = {
  id: 'F10',
  what: 'partitions, one-way losses, slow wires, resets in the middle of messages',
  on: 'real',
  rounds: weathers.length,
  async strike({ house, load, random, rounds, say, expect, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      const { wire, words, weather } = weathers[round % weathers.length]!;
      say(`round ${round + 1}: ${words}`);
      const before = house[wire].hits;
      house[wire].set(weather);
      await pause(2000 + random.below(2000));
      bit(round, `pieces hit (${words})`, house[wire].hits - before);
      house[wire].set({});
      for (let cut = 0; cut < 3; cut += 1) {
        await pause(random.below(200));
        house[wire].reset();
      }
      expect(`clients are answered again after ${words}`, await load.advances(10, 40_000));
    }
  },
};
