import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@rapport/testing';
import type { Fault, Stage } from '../fault.js';
import { leaderOf } from '../parts/cluster.js';
import type { RealHouse } from '../parts/real.house.js';

const stream = 'EVENTS_accounts';
const downMs = 5000;

/** Three brokers with three copies: the one that leads dies, then two of three at once. Clients are served by whoever is left, since the outbox holds what cannot be published. */
export const clusterLeader: Fault = {
  id: 'F26',
  what: 'three brokers: the leader dies, then two of three',
  on: 'cluster',
  rounds: 2,
  restMs: 120_000,
  async strike(stage) {
    for (let round = 0; round < stage.rounds; round += 1) await (round % 2 === 0 ? leaderDies(stage, round) : twoDie(stage, round));
  },
};

async function leaderDies({ house, load, say, expect }: Stage<RealHouse>, round: number): Promise<void> {
  const name = await until('a leader', () => leaderOf(house.brokers, stream), 20_000);
  const leader = house.brokers.find((node) => node.name === name)!;
  say(`round ${round + 1}: kill -9 ${name}, which leads ${stream}`);
  await leader.kill();
  expect('clients are answered while the leader is dead', await load.advances(10, 20_000));
  await until('another leader', async () => (await leaderOf(house.brokers, stream)) !== name, 30_000).catch(() => expect('another node leads', false));
  await leader.start();
}

async function twoDie({ house, load, random, say, expect }: Stage<RealHouse>, round: number): Promise<void> {
  const left = random.below(house.brokers.length);
  const dying = house.brokers.filter((_, index) => index !== left);
  say(`round ${round + 1}: kill -9 ${dying.map(({ name }) => name).join(' and ')}`);
  await Promise.all(dying.map((node) => node.kill()));
  await pause(downMs);
  expect('clients are answered by the one that is left', await load.advances(10, 20_000));
  await Promise.all(dying.map((node) => node.start()));
}
