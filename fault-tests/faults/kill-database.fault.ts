import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@rapport/testing';
import type { Fault, Stage } from '../fault.js';
import { timesPrinted } from '../parts/house.js';
import type { RealHouse } from '../parts/real.house.js';

/** The server's first process and single ones of its connections die; the files must be whole afterwards. */
export const killDatabase: Fault = {
  id: 'F5',
  what: 'kill -9 of the postmaster, and of single backends',
  on: 'real',
  rounds: 4,
  async strike(stage) {
    const { load, ledger, random, rounds, say, expect, bit } = stage;
    for (let round = 0; round < rounds; round += 1) {
      await pause(300 + random.below(1000));
      const [lost, before] = [connectionsLost(stage.house), ledger.troubles];
      if (round % 2 === 0) await killPostmaster(stage, round);
      else await killBackend(stage, round);
      await until('it is noticed', () => ledger.troubles > before || connectionsLost(stage.house) > lost, 10_000).catch(() => undefined);
      bit(round, 'connections lost or commands not served', ledger.troubles - before + connectionsLost(stage.house) - lost);
      expect('clients are answered again after the database came back', await load.advances(10, 40_000));
    }
    say('checking every index against its table');
    expect('every index fits its table', await isWhole(stage.house));
  },
};

async function killPostmaster({ house, say }: Stage<RealHouse>, round: number): Promise<void> {
  say(`round ${round + 1}: kill -9 postmaster`);
  await house.database.kill();
  await house.database.start();
}

/** The server takes the death of one for a sign that shared memory is spoilt, and begins anew. */
async function killBackend({ house, random, say }: Stage<RealHouse>, round: number): Promise<void> {
  const backends = await house.witness.sql(`select pid from pg_stat_activity where application_name = 'rapport'`);
  if (backends.length === 0) throw new Error('no connection of the product to kill');
  const pid = Number(random.pick(backends)['pid']);
  say(`round ${round + 1}: kill -9 backend ${pid}`);
  process.kill(pid, 'SIGKILL');
}

const connectionsLost = ({ processes }: RealHouse) => timesPrinted(processes, 'database-connection-lost');

async function isWhole({ witness }: RealHouse): Promise<boolean> {
  await witness.sql('create extension if not exists amcheck');
  const indexes = `select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    join pg_namespace n on n.oid = c.relnamespace where a.amname = 'btree' and n.nspname in ('accounts', 'keyring')`;
  return witness.sql(`select bt_index_check(oid, true) from (${indexes}) i`).then(
    () => true,
    () => false,
  );
}
