import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/**
 * Transactions commit later than others that began after them, so that the outbox fills out of order: a relay that followed a cursor would pass rows over.
 * The embedded database has one session, where nothing overtakes.
 */
export const lateCommits: Fault = {
  id: 'F14',
  what: 'transactions commit out of order, events get their places before',
  on: 'real',
  rounds: 1,
  async strike({ house, load, rounds, say, bit }) {
    await house.witness.sql(`
      create or replace function faults.linger() returns trigger language plpgsql security definer as $$ begin
        if random() < 0.3 then perform nextval('faults.lingered'); perform pg_sleep(random() * 0.6); end if; return null;
      end $$;
      create sequence if not exists faults.lingered;
      drop trigger if exists faults_linger on accounts.outbox;
      create constraint trigger faults_linger after insert on accounts.outbox deferrable initially deferred for each row execute function faults.linger();`);
    const overtaken = () =>
      house.witness
        .count(`select count(*) from (select published_at, max(published_at) over (order by seq rows between unbounded preceding and 1 preceding) as latest
        from accounts.outbox where published_at is not null) o where published_at < latest`);
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1}: a third of the commits lingers`);
      const before = await overtaken();
      await load.advances(120, 40_000);
      await pause(1500);
      bit(round, 'events published before one whose place is earlier', (await overtaken()) - before);
    }
    await house.witness.sql('drop trigger faults_linger on accounts.outbox');
  },
};
