import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@rapport/testing';
import type { Fault } from '../fault.js';
import { timesPrinted } from '../parts/house.js';

/** The broker dies under load and comes back on its disk. */
export const killBroker: Fault = {
  id: 'F3',
  what: 'kill -9 of the broker under load',
  on: 'real',
  rounds: 3,
  async strike({ house, load, ledger, random, rounds, say, expect, bit }) {
    const connectionsLost = () => timesPrinted(house.processes, 'broker-lost');
    for (let round = 0; round < rounds; round += 1) {
      await pause(300 + random.below(1000));
      say(`round ${round + 1}: kill -9 nats`);
      const [lost, before] = [connectionsLost(), ledger.troubles];
      await house.broker.kill();
      await pause(100 + random.below(2000));
      await house.broker.start();
      await until('it is noticed', () => ledger.troubles > before || connectionsLost() > lost, 5000).catch(() => undefined);
      bit(round, 'connections lost or commands not served', ledger.troubles - before + connectionsLost() - lost);
      expect('clients are answered again after the broker came back', await load.advances(10, 30_000));
    }
  },
};
