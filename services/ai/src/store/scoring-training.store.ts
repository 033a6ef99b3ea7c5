import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Outcomes } from '../domain/scoring/training.js';
import type { Scored } from './scoring-model.store.js';

/** The last training of a noun. */
export interface TrainingRow extends Outcomes {
  readonly noun: Scored;
  readonly jobId: string;
  /** `trained`, `not-enough-data`; nothing while it runs. */
  readonly result: string | null;
}

/** When models were last trained, and what there was to learn from. */
@Injectable()
export class ScoringTrainingStore {
  async list(tx: Tx): Promise<TrainingRow[]> {
    const { rows } = await sql<TrainingRow>`select noun, job_id as "jobId", result, succeeded, failed from scoring_trainings
      where tenant_id = ${tx.call.tenant}`.execute(tx.sql);
    return rows;
  }

  async asked(tx: Tx, noun: Scored, jobId: string): Promise<void> {
    await sql`insert into scoring_trainings (tenant_id, noun, job_id, asked_at) values (${tx.call.tenant}, ${noun}, ${jobId}::uuid, ${tx.now})
      on conflict (tenant_id, noun) do update set job_id = excluded.job_id, asked_at = excluded.asked_at, result = null
      where scoring_trainings.job_id <> excluded.job_id`.execute(tx.sql);
  }

  async ended(tx: Tx, noun: Scored, result: string, { succeeded, failed }: Outcomes): Promise<void> {
    await sql`update scoring_trainings set result = ${result}, succeeded = ${succeeded}, failed = ${failed}
      where tenant_id = ${tx.call.tenant} and noun = ${noun}`.execute(tx.sql);
  }
}
