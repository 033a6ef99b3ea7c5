import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@rapport/testing';
import type { Fault, Stage } from '../fault.js';
import { runCommand } from '../parts/command.js';
import type { RealHouse } from '../parts/real.house.js';
import { quickEffects, slowEffects } from './slow-effects.js';

const people = 8;

/**
 * The database comes back from a backup while the broker still holds events of the hours that are lost, unhandled. What happens to those people afterwards must take
 * effect once. As an operator would, we empty the broker with the restore and publish the outbox again.
 */
export const olderDatabase: Fault = {
  id: 'F22',
  what: 'the database restored to before what the broker holds',
  on: 'real',
  rounds: 1,
  async strike(stage) {
    const { house, load, rounds, say, expect } = stage;
    for (let round = 0; round < rounds; round += 1) {
      await load.hold();
      const ids = await addPeople(stage, round);
      say(`round ${round + 1}: backup`);
      await backup(house);
      await slowEffects(house.witness, 4000);
      expect('people can be changed after the backup', await change(stage, ids, 'lost'));
      await pause(500);
      say(`round ${round + 1}: the database is lost; restoring the backup, emptying the broker`);
      await house.database.kill();
      await house.broker.kill();
      house.broker.wipe('jetstream');
      house.database.copy('backup', 'cluster');
      await house.database.start();
      await house.broker.start();
      await quickEffects(house.witness);
      for (const process of house.accounts) if (!process.isRunning) await process.start();
      expect('people can be changed after the restore', await until('changed', () => change(stage, ids, 'kept'), 40_000).catch(() => false));
      load.goOn();
      await runCommand(house, 'outbox', ['replay', '1']);
      const wrong = await until('effects', async () => (await notOnce(house, ids)) === 0, 75_000).then(
        () => 0,
        () => notOnce(house, ids),
      );
      expect(`every change after the restore took effect once (${wrong} of ${people} did not)`, wrong === 0);
    }
  },
};

async function backup({ database }: RealHouse): Promise<void> {
  await database.end();
  database.copy('cluster', 'backup');
  await database.start();
}

async function addPeople({ caller, run }: Stage<RealHouse>, round: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < people; n += 1)
    ids.push(
      String((await caller.post('/v1/contacts', { given_name: `Restored ${n}` }, { headers: { 'idempotency-key': `${run}-${round}-${n}` } })).json['id']),
    );
  return ids;
}

async function change({ caller }: Stage<RealHouse>, ids: readonly string[], word: string): Promise<boolean> {
  const statuses = await Promise.all(ids.map(async (id) => (await caller.ask('PATCH', `/v1/contacts/${id}`, { body: { source: word } })).status));
  return statuses.every((status) => status === 200);
}

/** How many of the events that this database knows of these people did not take effect exactly once. */
function notOnce({ witness }: RealHouse, ids: readonly string[]): Promise<number> {
  return witness.count(
    `select count(*) from (select o.id from accounts.outbox o left join faults.effects e on e.event_id = o.id::text
      where o.aggregateid = any($1) group by o.id having count(e.n) <> 1) wrong`,
    [ids],
  );
}
