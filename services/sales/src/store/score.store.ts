import { Injectable } from '@nestjs/common';
import { AppError } from '@rapport/kernel';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Judged } from './snapshot.store.js';

/** Why a model says what it says. */
export interface Reason {
  readonly feature: string;
  readonly value: string;
  readonly weight: number;
}

/** A model's answer. */
export interface Answer {
  readonly modelId: string;
  readonly modelVersion: string;
  readonly probability: number;
  readonly reasons: readonly Reason[];
}

/** A model's answer as it is kept. */
export interface KeptScore extends Answer {
  readonly id: string;
  readonly scoredAt: Date;
}

/** The record whose score was set. */
export interface Scored {
  readonly contactId: string;
  readonly companyId: string;
  readonly ownerId: string;
  readonly teamId: string;
}

interface Row {
  readonly id: string;
  readonly model_id: string;
  readonly model_version: string;
  readonly probability: number;
  readonly reasons: Reason[];
  readonly scored_at: Date;
  readonly at: string;
}

const columns = sql`id, model_id, model_version, probability, reasons, scored_at, scored_at::text as at`;

/** What models said, as it is kept: on the record, and all of it beside. A score is not an edit: the record's version stays, so that nobody's edit is refused for it. */
@Injectable()
export class ScoreStore {
  constructor(private readonly parts: RecordParts) {}

  /** Writes a score; the same answer again, as the newest one, changes nothing. */
  async put(tx: Tx, judged: Judged, answer: Answer): Promise<{ score: KeptScore; scored: Scored }> {
    const scored = await this.write(tx, judged, answer);
    const newest = (await this.rows(tx, judged.id, sql``, 1))[0];
    if (newest && isSame(newest, answer)) return { score: scoreOf(newest), scored };
    const { modelId, modelVersion, probability, reasons } = answer;
    const { rows } = await sql<Row>`insert into scores (tenant_id, id, noun, record_id, model_id, model_version, probability, reasons, scored_at)
      values (${tx.call.tenant}, ${this.parts.ids.next()}, ${judged.noun}, ${judged.id}::uuid, ${modelId}, ${modelVersion}, ${probability}, ${JSON.stringify(reasons)}::jsonb, ${tx.now})
      returning ${columns}`.execute(tx.sql);
    return { score: scoreOf(rows[0]!), scored };
  }

  /** Takes a record's score away with all earlier ones; says whether there was any. */
  async clear(tx: Tx, judged: Judged): Promise<{ cleared: boolean; scored: Scored }> {
    const scored = await this.write(tx, judged, undefined);
    const { rows } = await sql`delete from scores where tenant_id = ${tx.call.tenant} and record_id = ${judged.id}::uuid returning id`.execute(tx.sql);
    return { cleared: rows.length > 0, scored };
  }

  /** One page of a record's scores, newest first. */
  async page(tx: Tx, recordId: string, { pageSize, pageToken }: { readonly pageSize: number; readonly pageToken: string }) {
    const size = pageSize || 50;
    const list = { tenant: tx.call.tenant, list: `scores ${recordId}`, filter: '', order: '' };
    const position = this.parts.tokens.read(list, pageToken);
    const before = position ? sql`and (scored_at, id) < (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const rows = await this.rows(tx, recordId, before, size + 1);
    const { shown, nextPageToken } = this.parts.tokens.cut(list, rows, size, ({ at, id }) => ({ value: at, id }));
    return { scores: shown.map(scoreOf), nextPageToken };
  }

  private async write(tx: Tx, { noun, id }: Judged, answer: Answer | undefined): Promise<Scored> {
    const { probability, reasons } = answer ?? { probability: 0, reasons: [] };
    const { rows } = await sql<{ contact_id: string | null; company_id: string | null; owner_id: string | null; team_id: string | null }>`
      update ${sql.table(`${noun}s`)} set score = ${Math.round(probability * 100)}::int, score_reasons = ${JSON.stringify(reasons)}::jsonb, scored_at = ${answer ? tx.now : null}
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid and deleted_at is null returning contact_id, company_id, owner_id, team_id`.execute(tx.sql);
    const row = rows[0];
    if (!row) throw new AppError('not_found', 'NOT_FOUND', { params: { noun } });
    return { contactId: row.contact_id ?? '', companyId: row.company_id ?? '', ownerId: row.owner_id ?? '', teamId: row.team_id ?? '' };
  }

  private async rows(tx: Tx, recordId: string, before: ReturnType<typeof sql>, limit: number): Promise<Row[]> {
    const { rows } = await sql<Row>`select ${columns} from scores where tenant_id = ${tx.call.tenant} and record_id = ${recordId}::uuid ${before}
      order by scored_at desc, id desc limit ${limit}`.execute(tx.sql);
    return rows;
  }
}

function isSame(row: Row, { modelId, modelVersion, probability, reasons }: Answer): boolean {
  return (
    row.model_id === modelId &&
    row.model_version === modelVersion &&
    row.probability === probability &&
    JSON.stringify(row.reasons.map(plainReason)) === JSON.stringify(reasons.map(plainReason))
  );
}

function plainReason({ feature, value, weight }: Reason) {
  return [feature, value, weight];
}

function scoreOf({ id, model_id, model_version, probability, reasons, scored_at }: Row): KeptScore {
  return { id, modelId: model_id, modelVersion: model_version, probability, reasons, scoredAt: scored_at };
}
