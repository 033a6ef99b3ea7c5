import { Injectable } from '@nestjs/common';
import { ScoringModelState } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { GroupReport } from '../domain/scoring/fairness.js';
import type { LeakageWarning } from '../domain/scoring/leakage.js';
import type { Quality } from '../domain/scoring/measures.js';
import type { Scorecard } from '../domain/scoring/scorecard.js';

/** What is scored. */
export type Scored = 'lead' | 'deal';

/** What a model was measured at. */
export interface ModelReport {
  readonly learntFrom: number;
  readonly firstExampleId: string;
  readonly lastExampleId: string;
  readonly features: string[];
  readonly quality: Quality;
  readonly oldQuality?: Quality;
  readonly verdict: string;
  readonly warnings: readonly LeakageWarning[];
  readonly groups: readonly GroupReport[];
}

/** A model as it is kept, without its points. */
export interface ModelRow {
  readonly id: string;
  readonly noun: Scored;
  readonly version: number;
  readonly state: ScoringModelState;
  readonly report: ModelReport;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly activatedBy: string | null;
}

/** The model that scores now. */
export interface ActiveModel {
  readonly id: string;
  readonly version: number;
  readonly card: Scorecard;
}

const columns = sql`id, noun, version, state, report, created_at as "createdAt", activated_at as "activatedAt", activated_by as "activatedBy"`;

/** The tenant's scoring models, each training a new version. At most one of a noun is active. */
@Injectable()
export class ScoringModelStore {
  constructor(private readonly parts: RecordParts) {}

  /** The newest first. */
  async list(tx: Tx): Promise<ModelRow[]> {
    const { rows } =
      await sql<ModelRow>`select ${columns} from scoring_models where tenant_id = ${tx.call.tenant} order by created_at desc, id desc limit 100`.execute(
        tx.sql,
      );
    return rows;
  }

  async active(tx: Tx, noun: Scored): Promise<ActiveModel | undefined> {
    const { rows } = await sql<ActiveModel>`select id, version, card from scoring_models
      where tenant_id = ${tx.call.tenant} and noun = ${noun} and state = ${ScoringModelState.ACTIVE}`.execute(tx.sql);
    return rows[0];
  }

  /** Keeps a candidate; answers its id and version. */
  async add(tx: Tx, noun: Scored, card: Scorecard, report: ModelReport): Promise<{ id: string; version: number }> {
    const id = this.parts.ids.next();
    const { rows } = await sql<{ version: number }>`insert into scoring_models (tenant_id, id, noun, version, state, card, report, created_at)
      select ${tx.call.tenant}, ${id}::uuid, ${noun}, coalesce(max(version), 0) + 1, ${ScoringModelState.CANDIDATE}::int,
        ${JSON.stringify(card)}::jsonb, ${JSON.stringify(report)}::jsonb, ${tx.now}::timestamptz
      from scoring_models where tenant_id = ${tx.call.tenant} and noun = ${noun} returning version`.execute(tx.sql);
    return { id, version: rows[0]!.version };
  }

  /** Makes one model of the noun the active one, or none. Throws `NOT_FOUND`. */
  async activate(tx: Tx, noun: Scored, id: string): Promise<void> {
    await sql`update scoring_models set state = ${ScoringModelState.RETIRED} where tenant_id = ${tx.call.tenant} and noun = ${noun}
      and state = ${ScoringModelState.ACTIVE} and id::text <> ${id}`.execute(tx.sql);
    if (!id) return;
    const { rows } = await sql`update scoring_models set state = ${ScoringModelState.ACTIVE}, activated_at = ${tx.now}, activated_by = ${tx.call.principal.id}
      where tenant_id = ${tx.call.tenant} and noun = ${noun} and id = ${id}::uuid returning id`.execute(tx.sql);
    if (rows.length === 0) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'scoring-model' } });
  }
}
