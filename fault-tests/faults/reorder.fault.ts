import { setTimeout as pause } from 'node:timers/promises';
import { disorder } from '../parts/broker-numbers.js';
import type { Fault } from '../fault.js';

/** Some events are kept from the relay for up to two seconds, so that later ones of the same record are published before them. */
export const reorder: Fault = {
  id: 'F12',
  what: 'later events of a record are delivered before earlier ones',
  on: 'real',
  rounds: 1,
  async strike({ house, load, rounds, say, bit }) {
    await house.witness.sql(`
      create or replace function faults.hold_back() returns trigger language plpgsql as $$ begin
        if random() < 0.3 then new.claimed_until := clock_timestamp() + random() * interval '2 s'; end if; return new;
      end $$;
      create or replace trigger faults_hold_back before insert on accounts.outbox for each row execute function faults.hold_back();`);
    for (let round = 0; round < rounds; round += 1) {
      const before = disorder(await house.eye.kept('event.>'));
      say(`round ${round + 1}: a third of the events is held back`);
      await load.advances(100, 30_000);
      await pause(3000);
      bit(round, 'events that the broker got before an earlier one of their record', disorder(await house.eye.kept('event.>')) - before);
    }
    await house.witness.sql('drop trigger faults_hold_back on accounts.outbox');
  },
};
