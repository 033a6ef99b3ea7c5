import { until } from '@rapport/testing';
import type { Fault, Stage } from '../fault.js';
import { timesPrinted } from '../parts/house.js';
import type { RealHouse } from '../parts/real.house.js';
import { quickEffects, slowEffects } from './slow-effects.js';

const people = 8;

/**
 * The database comes back from a backup while everybody runs and the broker still holds events of the hours that are lost, unhandled. The product must notice by itself: what
 * it never said has no effect, what it forgot has its effect again, and what happens to those people afterwards takes effect once.
 */
export const olderDatabase: Fault = {
  id: 'F22',
  what: 'the database restored to before what the broker holds',
  on: 'real',
  rounds: 1,
  async strike(stage) {
    const { house, load, rounds, say, expect, bit } = stage;
    for (let round = 0; round < rounds; round += 1) {
      await load.hold();
      const ids = await addPeople(stage, round);
      say(`round ${round + 1}: backup`);
      await slowEffects(house.witness, 500);
      expect('people can be changed before the backup', await change(stage, ids, 'before'));
      await backup(house);
      await slowEffects(house.witness, 20_000);
      expect('people can be changed after the backup', await until('changed', () => change(stage, ids, 'lost'), 20_000).catch(() => false));
      const isPublished = async () => (await house.witness.count('select count(*) from accounts.outbox where published_at is null')) === 0;
      expect('the broker has what happened after the backup', await until('published', isPublished, 40_000).catch(() => false));
      say(`round ${round + 1}: the database is lost; restoring the backup`);
      const noticed = timesPrinted(house.accounts, 'database-older-than-broker');
      await restore(house);
      bit(round, 'events in the broker that the database never said', await undone(house));
      expect('people can be changed after the restore', await until('changed', () => change(stage, ids, 'kept'), 40_000).catch(() => false));
      load.goOn();
      const wrong = await until('effects', async () => (await notOnce(house, ids)) === 0, 75_000).then(
        () => 0,
        () => notOnce(house, ids),
      );
      expect(`every change that the database knows took effect once (${wrong} did not)`, wrong === 0);
      expect('the log says that the database is older', timesPrinted(house.accounts, 'database-older-than-broker') > noticed);
    }
  },
};

async function backup({ database }: RealHouse): Promise<void> {
  await database.end();
  database.copy('cluster', 'backup');
  await database.start();
}

async function restore({ database, witness }: RealHouse): Promise<void> {
  await database.kill();
  database.copy('backup', 'cluster');
  await database.start();
  await quickEffects(witness);
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

/** Events that the broker keeps and no outbox knows. */
async function undone({ eye, witness }: RealHouse): Promise<number> {
  const kept = [...(await eye.eventIds())];
  return witness.count('select count(*) from unnest($1::uuid[]) kept (id) where not exists (select from accounts.outbox o where o.id = kept.id)', [kept]);
}

/** How many of the events that this database knows of these people did not take effect exactly once. */
function notOnce({ witness }: RealHouse, ids: readonly string[]): Promise<number> {
  return witness.count(
    `select count(*) from (select o.id from accounts.outbox o left join faults.effects e on e.event_id = o.id::text
      where o.aggregateid = any($1) group by o.id having count(e.n) <> 1) wrong`,
    [ids],
  );
}
