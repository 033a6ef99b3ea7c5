import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@rapport/testing';
import type { Fault, Stage } from '../fault.js';
import { leaderOf } from '../parts/cluster.js';
import type { RealHouse } from '../parts/real.house.js';

const stream = 'EVENTS_accounts';
const downMs = 5000;
const cutMs = 12_000;

/** Three brokers with three copies: the one that leads dies, then two of three at once, then the leader is cut off from the others and from clients while it goes on. Clients are served by whoever is left, since the outbox holds what cannot be published. */
export const clusterLeader: Fault = {
  id: 'F26',
  what: 'three brokers: the leader dies, then two of three, then the leader is cut off',
  on: 'cluster',
  rounds: 3,
  restMs: 120_000,
  async strike(stage) {
    const strikes = [leaderDies, twoDie, leaderIsCutOff];
    for (let round = 0; round < stage.rounds; round += 1) await strikes[round % strikes.length]!(stage, round);
  },
};

async function leaderDies({ house, load, say, expect, bit }: Stage<RealHouse>, round: number): Promise<void> {
  const name = await until('a leader', () => leaderOf(house.brokers, stream), 20_000);
  const leader = house.brokers.find((node) => node.name === name)!;
  say(`round ${round + 1}: kill -9 ${name}, which leads ${stream}`);
  await leader.kill();
  expect('clients are answered while the leader is dead', await load.advances(10, 20_000));
  bit(round, 'new leaders', await newLeader(house, name));
  await leader.start();
}

async function twoDie({ house, load, random, say, expect, bit }: Stage<RealHouse>, round: number): Promise<void> {
  const left = random.below(house.brokers.length);
  const dying = house.brokers.filter((_, index) => index !== left);
  say(`round ${round + 1}: kill -9 ${dying.map(({ name }) => name).join(' and ')}`);
  await Promise.all(dying.map((node) => node.kill()));
  bit(round, 'brokers down', dying.filter((node) => !node.isUp).length);
  await pause(downMs);
  expect('clients are answered by the one that is left', await load.advances(10, 20_000));
  await Promise.all(dying.map((node) => node.start()));
}

/** Nobody dies: the others take it for dead, and it must not go on leading when it is back. */
async function leaderIsCutOff({ house, load, say, expect, bit }: Stage<RealHouse>, round: number): Promise<void> {
  const name = await until('a leader', () => leaderOf(house.brokers, stream), 30_000);
  say(`round ${round + 1}: ${name}, which leads ${stream}, is cut off`);
  bit(round, 'connections cut', house.cluster!.cutOff(name));
  bit(round, 'new leaders', await newLeader(house, name));
  expect('clients are answered while the leader is cut off', await load.advances(10, 30_000));
  await pause(cutMs);
  house.cluster!.join();
  const agree = async () => new Set(await Promise.all(house.brokers.map((node) => leaderOf([node], stream)))).size === 1;
  expect('all nodes follow one leader when it is back', await until('one leader', agree, 30_000).catch(() => false));
}

/** 1 once the others have another leader; 0 when that takes too long. */
async function newLeader({ brokers }: RealHouse, old: string): Promise<number> {
  const others = brokers.filter(({ name }) => name !== old);
  const isNew = async () => ![undefined, old].includes(await leaderOf(others, stream));
  return until('another leader', isNew, 30_000).then(
    () => 1,
    () => 0,
  );
}
