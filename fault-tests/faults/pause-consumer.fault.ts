import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { redeliveries } from '../parts/broker-numbers.js';
import { quickEffects, slowEffects } from './slow-effects.js';

/** Longer than the broker waits for an acknowledgement (30 s). */
const pausedMs = 36_000;

/** A process stands still with events in its hands: the broker gives them to the other one, and the late acknowledgement comes on top. */
export const pauseConsumer: Fault = {
  id: 'F9',
  what: `a consumer stands still for ${pausedMs / 1000} s, longer than its acknowledgement may take`,
  on: 'real',
  rounds: 1,
  async strike({ house, load, rounds, say, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      const before = await redeliveries(house);
      await slowEffects(house.witness, 200);
      await load.advances(60, 20_000);
      say(`round ${round + 1}: SIGSTOP ${house.accounts[0]!.name}`);
      house.accounts[0]!.signal('SIGSTOP');
      await quickEffects(house.witness);
      await pause(pausedMs);
      house.accounts[0]!.signal('SIGCONT');
      await pause(3000);
      bit(round, 'deliveries to another', (await redeliveries(house)) - before);
    }
  },
};
