import type { Fault } from '../fault.js';

/** Transactions commit later than others that began after them, so that the outbox fills out of order: a relay that followed a cursor would pass rows over. */
export const lateCommits: Fault = {
  id: 'F14',
  what: 'transactions commit out of order, events get their places before',
  on: 'any',
  rounds: 1,
  async strike({ house, load, rounds, say }) {
    await house.witness.sql(`
      create or replace function faults.linger() returns trigger language plpgsql as $$ begin
        if random() < 0.3 then perform pg_sleep(random() * 0.6); end if; return null;
      end $$;
      drop trigger if exists faults_linger on accounts.outbox;
      create constraint trigger faults_linger after insert on accounts.outbox deferrable initially deferred for each row execute function faults.linger();`);
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1}: a third of the commits lingers`);
      await load.advances(120, 40_000);
    }
    await house.witness.sql('drop trigger faults_linger on accounts.outbox');
  },
};
