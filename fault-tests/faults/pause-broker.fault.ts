import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';

const pausedMs = 15_000;

/** The broker keeps its connections and says nothing. Calls travel through it, so clients hear in time that nothing can be done; nothing is lost. */
export const pauseBroker: Fault = {
  id: 'F8',
  what: `the broker stands still for ${pausedMs / 1000} s, connections open`,
  on: 'real',
  rounds: 1,
  async strike({ house, load, ledger, rounds, say, expect }) {
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1}: SIGSTOP nats`);
      house.broker.signal('SIGSTOP');
      await pause(pausedMs);
      house.broker.signal('SIGCONT');
      expect('clients are answered again when the broker goes on', await load.advances(10, 30_000));
    }
    const silent = ledger.entries().filter(({ answer }) => answer === 'silence').length;
    expect(`every client heard something within its deadline (${silent} did not)`, silent === 0);
  },
};
