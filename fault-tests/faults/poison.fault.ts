import { until } from '@rapport/testing';
import type { Fault } from '../fault.js';

/** A handler fails for one record, again and again, as a bug would have it; then the bug is mended and the dead letters are replayed. */
export const poison: Fault = {
  id: 'F13',
  what: 'a handler fails for one record: dead letter, others flow; mended, replayed once',
  on: 'any',
  rounds: 1,
  async strike({ house, load, caller, run, rounds, say, expect, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      const id = await poisoned({ house, caller, run, round });
      say(`round ${round + 1}: waiting for the dead letter of ${id}`);
      const isDead = await until('the event is laid aside', async () => (await house.deadLetters()) > 0, 75_000).catch(() => false);
      bit(round, 'dead letters', await house.deadLetters());
      expect('the event that cannot be handled is a dead letter', isDead);
      expect('others flow meanwhile', await load.advances(20, 20_000));
      await house.witness.sql('drop trigger faults_poison on accounts.timeline');
      expect('npm run dlq -- replay --all hands it out again', (await house.replayDead()) > 0);
    }
  },
};

interface Bad {
  readonly house: Parameters<typeof poison.strike>[0]['house'];
  readonly caller: Parameters<typeof poison.strike>[0]['caller'];
  readonly run: string;
  readonly round: number;
}

/** Makes a record whose events cannot be handled; answers its id. */
async function poisoned({ house, caller, run, round }: Bad): Promise<string> {
  await house.witness.sql(`
    create or replace function faults.refuse() returns trigger language plpgsql as $$ begin
      if new.subject_id in (select id from accounts.contacts where tags @> array['poison-' || '${run}']) then raise exception 'poison'; end if; return new;
    end $$;
    alter function faults.refuse() security definer;
    create or replace trigger faults_poison before insert on accounts.timeline for each row execute function faults.refuse();`);
  const { json } = await caller.post(
    '/v1/contacts',
    { given_name: 'Poison', tags: [`poison-${run}`] },
    { headers: { 'idempotency-key': `${run}-poison-${round}` } },
  );
  return String(json['id']);
}
