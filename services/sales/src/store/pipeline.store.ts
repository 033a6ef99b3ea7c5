import { Injectable } from '@nestjs/common';
import { AppError } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { PlacedStage } from '../domain/deal.js';
import { defaultPipeline, firstStage, type Pipeline, type Stage } from '../domain/pipeline.js';

/** A pipeline as it is kept. */
export interface KeptPipeline extends Pipeline {
  readonly createdAt: Date;
  readonly etag: string;
}

interface StageRow {
  readonly id: string;
  readonly pipeline_id: string;
  readonly name_en: string | null;
  readonly name_ru: string | null;
  readonly kind: number;
  readonly probability: number;
  readonly required_fields: string[];
  readonly rotting_days: number;
}

interface Row {
  readonly id: string;
  readonly name_en: string | null;
  readonly name_ru: string | null;
  readonly is_default: boolean;
  readonly created_at: Date;
  readonly version: bigint;
}

/** Pipelines as they are kept. A tenant has at least one: the first look makes it. */
@Injectable()
export class PipelineStore {
  /** Every pipeline, the default one first. */
  async list(tx: Tx): Promise<KeptPipeline[]> {
    const found = await this.read(tx);
    if (found.length > 0) return found;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`default pipeline ${tx.call.tenant}`}, 0))`.execute(tx.sql);
    const since = await this.read(tx);
    if (since.length > 0) return since;
    await this.insert(tx, defaultPipeline);
    return this.read(tx);
  }

  async get(tx: Tx, id: string): Promise<KeptPipeline> {
    const found = (await this.list(tx)).find((one) => one.id === id);
    if (!found) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'pipeline' } });
    return found;
  }

  /** A stage by its id, or where deals begin that name none. `at` is where the request names it. */
  async stage(tx: Tx, id: string, at: string): Promise<PlacedStage> {
    const pipelines = await this.list(tx);
    if (!id) return { ...firstStage(pipelines[0]!), pipelineId: pipelines[0]!.id };
    for (const pipeline of pipelines) {
      const stage = pipeline.stages.find((one) => one.id === id);
      if (stage) return { ...stage, pipelineId: pipeline.id };
    }
    throw new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: at, reason: 'NOT_FOUND', params: { noun: 'stage' } }] });
  }

  async insert(tx: Tx, pipeline: Pipeline): Promise<void> {
    if (pipeline.isDefault) await this.yieldDefault(tx, pipeline.id);
    await sql`insert into pipelines (tenant_id, id, name_en, name_ru, is_default, created_at)
      values (${tx.call.tenant}, ${pipeline.id}, ${pipeline.nameEn || null}, ${pipeline.nameRu || null}, ${pipeline.isDefault}, ${tx.now})`.execute(tx.sql);
    await this.putStages(tx, pipeline);
  }

  /** Throws `STAGE_IN_USE` when a stage that is left out holds deals. */
  async replace(tx: Tx, before: KeptPipeline, after: Pipeline): Promise<void> {
    if (after.isDefault && !before.isDefault) await this.yieldDefault(tx, after.id);
    await sql`update pipelines set name_en = ${after.nameEn || null}, name_ru = ${after.nameRu || null}, is_default = ${after.isDefault}, version = version + 1
      where tenant_id = ${tx.call.tenant} and id = ${after.id}`.execute(tx.sql);
    const kept = new Set(after.stages.map(({ id }) => id));
    const gone = before.stages.filter(({ id }) => !kept.has(id));
    await this.assertEmpty(tx, gone, (stage) => `/stages/${before.stages.indexOf(stage)}`);
    await sql`delete from stages where tenant_id = ${tx.call.tenant} and id = any(${gone.map(({ id }) => id)})`.execute(tx.sql);
    await this.putStages(tx, after);
  }

  /** Throws `STAGE_IN_USE` while a stage holds deals, `PIPELINE_NEEDED` for the only pipeline. */
  async remove(tx: Tx, { id, stages, isDefault }: KeptPipeline): Promise<void> {
    const others = (await this.list(tx)).filter((one) => one.id !== id);
    if (others.length === 0) throw new AppError('conflict', 'PIPELINE_NEEDED');
    await this.assertEmpty(tx, stages, () => '');
    await sql`delete from pipelines where tenant_id = ${tx.call.tenant} and id = ${id}`.execute(tx.sql);
    if (isDefault) await sql`update pipelines set is_default = true where tenant_id = ${tx.call.tenant} and id = ${others[0]!.id}`.execute(tx.sql);
  }

  /** Locks the pipelines of the tenant against another change, so that two of them follow one another. */
  async lock(tx: Tx): Promise<void> {
    await sql`select from pipelines where tenant_id = ${tx.call.tenant} order by id for update`.execute(tx.sql);
  }

  private async assertEmpty(tx: Tx, stages: readonly Stage[], pointer: (stage: Stage) => string): Promise<void> {
    if (stages.length === 0) return;
    // Those who bring deals to a stage meanwhile wait for this, and find it gone.
    await sql`select from stages where tenant_id = ${tx.call.tenant} and id = any(${stages.map(({ id }) => id)}) for update`.execute(tx.sql);
    const { rows } = await sql<{ stage_id: string; n: number }>`select stage_id, count(*)::int as n from deals
      where tenant_id = ${tx.call.tenant} and stage_id = any(${stages.map(({ id }) => id)}) group by stage_id`.execute(tx.sql);
    const used = rows[0];
    if (!used) return;
    const at = pointer(stages.find(({ id }) => id === used.stage_id)!);
    const params = { count: used.n };
    throw new AppError('conflict', 'STAGE_IN_USE', { params, ...(at && { violations: [{ pointer: at, reason: 'STAGE_IN_USE', params }] }) });
  }

  private async yieldDefault(tx: Tx, to: string): Promise<void> {
    await sql`update pipelines set is_default = false, version = version + 1 where tenant_id = ${tx.call.tenant} and is_default and id <> ${to}`.execute(
      tx.sql,
    );
  }

  private async putStages(tx: Tx, { id: pipelineId, stages }: Pipeline): Promise<void> {
    const rows = stages.map(
      (stage, at) => sql`(${tx.call.tenant}, ${stage.id}, ${pipelineId}, ${at}, ${stage.nameEn || null}, ${stage.nameRu || null}, ${stage.kind}::int,
        ${stage.probability}::int, ${[...stage.requiredFields]}::text[], ${stage.rottingDays}::int)`,
    );
    await sql`insert into stages (tenant_id, id, pipeline_id, position, name_en, name_ru, kind, probability, required_fields, rotting_days) values ${sql.join(rows)}
      on conflict (tenant_id, id) do update set position = excluded.position, name_en = excluded.name_en, name_ru = excluded.name_ru, kind = excluded.kind,
        probability = excluded.probability, required_fields = excluded.required_fields, rotting_days = excluded.rotting_days
        where stages.pipeline_id = excluded.pipeline_id`.execute(tx.sql);
  }

  private async read(tx: Tx): Promise<KeptPipeline[]> {
    const { rows } = await sql<Row>`select id, name_en, name_ru, is_default, created_at, version from pipelines
      where tenant_id = ${tx.call.tenant} order by is_default desc, created_at, id`.execute(tx.sql);
    if (rows.length === 0) return [];
    const stages = await sql<StageRow>`select id, pipeline_id, name_en, name_ru, kind, probability, required_fields, rotting_days from stages
      where tenant_id = ${tx.call.tenant} order by pipeline_id, position`.execute(tx.sql);
    return rows.map((row) => ({
      id: row.id,
      nameEn: row.name_en ?? '',
      nameRu: row.name_ru ?? '',
      isDefault: row.is_default,
      createdAt: row.created_at,
      etag: `v${row.version}`,
      stages: stages.rows.filter(({ pipeline_id }) => pipeline_id === row.id).map(stageOf),
    }));
  }
}

function stageOf(row: StageRow): Stage {
  const { id, kind, probability } = row;
  return { id, nameEn: row.name_en ?? '', nameRu: row.name_ru ?? '', kind, probability, requiredFields: row.required_fields, rottingDays: row.rotting_days };
}
