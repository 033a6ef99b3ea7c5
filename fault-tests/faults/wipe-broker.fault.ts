import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { unsettled } from '../oracle/read-facts.js';
import { troubleOf } from '../parts/command.js';
import { quickEffects, slowEffects } from './slow-effects.js';

/** The broker loses its disk with events in it that nobody has handled; the outbox is the record. */
export const wipeBroker: Fault = {
  id: 'F4',
  what: 'the broker’s disk is gone: empty start, replay from the outbox',
  on: 'real',
  rounds: 1,
  async strike({ house, load, rounds, say, expect, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      await slowEffects(house.witness, 1500);
      await load.advances(60, 20_000);
      bit(round, 'events in it that nobody had handled', await unsettled(house.witness));
      say(`round ${round + 1}: wiping the broker; who had events in hand dies with it`);
      await Promise.all([house.broker.kill(), ...house.accounts.map((process) => process.end('SIGKILL'))]);
      await quickEffects(house.witness);
      house.broker.wipe('jetstream');
      await house.broker.start();
      for (const process of house.accounts) await process.start();
      expect('clients are answered again with an empty broker', await load.advances(10, 40_000));
      await pause(1000);
      const trouble = await troubleOf(house, 'outbox', ['replay', '1']);
      expect(`npm run outbox -- replay 1 ends well${trouble ? `: ${trouble}` : ''}`, !trouble);
    }
  },
};
