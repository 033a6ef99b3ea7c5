import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@rapport/testing';
import type { Fault } from '../fault.js';

/** The broker dies under load and comes back on its disk. */
export const killBroker: Fault = {
  id: 'F3',
  what: 'kill -9 of the broker under load',
  on: 'real',
  rounds: 3,
  async strike({ house, load, ledger, random, rounds, say, expect, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      await pause(300 + random.below(1000));
      say(`round ${round + 1}: kill -9 nats`);
      const before = ledger.troubles;
      await house.broker.kill();
      await pause(100 + random.below(2000));
      await house.broker.start();
      await until('somebody was not served', () => ledger.troubles > before, 5000).catch(() => undefined);
      bit(round, 'commands not served', ledger.troubles - before);
      expect('clients are answered again after the broker came back', await load.advances(10, 30_000));
    }
  },
};
