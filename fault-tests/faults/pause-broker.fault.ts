import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';

const pausedMs = 30_000;

/** The broker keeps its connections and says nothing. Calls travel through it, so clients hear in time that nothing can be done; nothing is lost. */
export const pauseBroker: Fault = {
  id: 'F8',
  what: `the broker stands still for ${pausedMs / 1000} s, connections open`,
  on: 'real',
  rounds: 1,
  async strike({ house, load, ledger, rounds, say, expect, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1}: SIGSTOP nats`);
      const [before, heard] = [ledger.troubles, ledger.heard.length];
      house.broker.signal('SIGSTOP');
      await pause(pausedMs);
      house.broker.signal('SIGCONT');
      bit(round, 'commands not served', ledger.troubles - before);
      const silent = ledger.heard.slice(heard).filter(({ answer }) => answer === 'silence').length;
      expect(`every attempt heard something within its deadline (${silent} did not)`, silent === 0);
      expect('clients are answered again when the broker goes on', await load.advances(10, 30_000));
    }
  },
};
