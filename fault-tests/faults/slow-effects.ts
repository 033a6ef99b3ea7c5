import type { Witness } from '../oracle/witness.js';

/** Makes every effect take so long, so that events lie in the broker and in hands when the fault strikes. */
export async function slowEffects(witness: Witness, ms: number): Promise<void> {
  await witness.sql(`
    create or replace function faults.dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(${ms / 1000}); return new; end $$;
    create or replace trigger faults_dawdle before insert on accounts.timeline for each row execute function faults.dawdle();`);
}

/** Effects are quick again. The trigger stays: taking it away would wait for whoever is stopped in the middle of a transaction. */
export async function quickEffects(witness: Witness): Promise<void> {
  await witness.sql('create or replace function faults.dawdle() returns trigger language plpgsql as $$ begin return new; end $$');
}
