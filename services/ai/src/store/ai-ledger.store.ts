import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AiUse, AiVerdict } from '@rapport/contracts';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** What a model gave, and from what. */
export interface AiResult {
  readonly use: AiUse;
  /** `transcript`, `proposal`, `score`, … */
  readonly kind: string;
  readonly outputId: string;
  /** The result itself: its hash is kept, never the text. */
  readonly output: string | Uint8Array;
  readonly model: string;
  readonly modelVersion: string;
  readonly subject?: { readonly noun: string; readonly id: string };
  readonly inputIds: readonly string[];
  readonly evidenceIds: readonly string[];
}

/** Which entries are wanted; zero and empty texts narrow nothing. */
export interface LedgerQuery {
  readonly use: AiUse;
  readonly subjectId: string;
  readonly aboutId: string;
  readonly pageSize: number;
  readonly pageToken: string;
}

/** One entry as it is kept. */
export interface LedgerEntry extends Omit<AiResult, 'output' | 'inputIds' | 'evidenceIds'> {
  readonly id: string;
  readonly outputHash: string;
  readonly inputIds: string[];
  readonly evidenceIds: string[];
  readonly createdAt: Date;
  readonly decisions: { readonly verdict: AiVerdict; readonly decidedBy: string; readonly decidedAt: Date }[];
}

interface Row {
  readonly id: string;
  readonly use: number;
  readonly kind: string;
  readonly output_id: string;
  readonly output_hash: string;
  readonly model: string;
  readonly model_version: string;
  readonly subject_noun: string | null;
  readonly subject_id: string | null;
  readonly input_ids: string[];
  readonly evidence_ids: string[];
  readonly created_at: Date;
  readonly exactly: string;
}

interface DecisionRow {
  readonly record_id: string;
  readonly verdict: number;
  readonly decided_by: string;
  readonly decided_at: Date;
}

/** The ledger of models' results. Whoever keeps a result notes it here, in the same transaction. */
@Injectable()
export class AiLedgerStore {
  constructor(private readonly parts: RecordParts) {}

  /** An id for a result that is kept nowhere else. */
  nextId(): string {
    return this.parts.ids.next();
  }

  /** Notes a result; answers the entry's id. */
  note(tx: Tx, { use, kind, outputId, output, model, modelVersion, subject, inputIds, evidenceIds }: AiResult): string {
    const id = this.parts.ids.next();
    const hash = createHash('sha256').update(output).digest('hex');
    tx.later(sql`insert into ai_records
      (tenant_id, id, use, kind, output_id, output_hash, model, model_version, subject_noun, subject_id, input_ids, evidence_ids, created_at)
      values (${tx.call.tenant}, ${id}, ${use}, ${kind}, ${outputId}, ${hash}, ${model}, ${modelVersion}, ${subject?.noun ?? null}, ${subject?.id ?? null},
        ${[...inputIds]}, ${[...evidenceIds]}, ${tx.now})`);
    return id;
  }

  /** Whether a result is noted already. */
  async knows(tx: Tx, outputId: string): Promise<boolean> {
    const { rows } = await sql`select from ai_records where tenant_id = ${tx.call.tenant} and output_id = ${outputId} limit 1`.execute(tx.sql);
    return rows.length > 0;
  }

  /** The entry of a result of this use; nothing when it is not noted. */
  async idOf(tx: Tx, use: AiUse, outputId: string): Promise<string | undefined> {
    const { rows } = await sql<{ id: string }>`select id from ai_records where tenant_id = ${tx.call.tenant} and output_id = ${outputId} and use = ${use}
      order by created_at limit 1`.execute(tx.sql);
    return rows[0]?.id;
  }

  /** Notes what the caller, or whoever is named, made of a result. */
  decide(tx: Tx, recordId: string, verdict: AiVerdict, by: string = tx.call.principal.id): void {
    tx.later(sql`insert into ai_decisions (tenant_id, record_id, id, verdict, decided_by, decided_at)
      values (${tx.call.tenant}, ${recordId}, ${this.parts.ids.next()}, ${verdict}, ${by}, ${tx.now})`);
  }

  /** One page of entries, newest first. */
  async page(tx: Tx, query: LedgerQuery): Promise<{ records: LedgerEntry[]; nextPageToken: string }> {
    const size = query.pageSize || 50;
    const { tenant } = tx.call;
    const list = { tenant, list: 'ai ledger', filter: JSON.stringify([query.use, query.subjectId, query.aboutId]), order: '' };
    const position = this.parts.tokens.read(list, query.pageToken);
    const conditions = [
      sql`tenant_id = ${tenant}`,
      ...(query.use ? [sql`use = ${query.use}`] : []),
      ...(query.subjectId ? [sql`subject_id = ${query.subjectId}::uuid`] : []),
      ...(query.aboutId ? [sql`(output_id = ${query.aboutId} or input_ids @> ${[query.aboutId]}::text[])`] : []),
      ...(position ? [sql`(created_at, id) < (${position.value}::timestamptz, ${position.id}::uuid)`] : []),
    ];
    const { rows } = await sql<Row>`select *, created_at::text as exactly from ai_records
      where ${sql.join(conditions, sql` and `)} order by created_at desc, id desc limit ${size + 1}`.execute(tx.sql);
    const { shown, nextPageToken } = this.parts.tokens.cut(list, rows, size, ({ exactly, id }) => ({ value: exactly, id }));
    const decisions = await this.decisionsOn(
      tx,
      shown.map(({ id }) => id),
    );
    return {
      records: shown.map((row) => entryOf(row, decisions.get(row.id) ?? [])),
      nextPageToken,
    };
  }

  private async decisionsOn(tx: Tx, ids: readonly string[]): Promise<Map<string, DecisionRow[]>> {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<DecisionRow>`select record_id, verdict, decided_by, decided_at from ai_decisions
      where tenant_id = ${tx.call.tenant} and record_id = any(${[...ids]}::uuid[]) order by decided_at, id`.execute(tx.sql);
    return Map.groupBy(rows, ({ record_id }) => record_id);
  }
}

function entryOf(row: Row, decisions: readonly DecisionRow[]): LedgerEntry {
  return {
    id: row.id,
    use: row.use,
    kind: row.kind,
    outputId: row.output_id,
    outputHash: row.output_hash,
    model: row.model,
    modelVersion: row.model_version,
    ...(row.subject_noun && row.subject_id && { subject: { noun: row.subject_noun, id: row.subject_id } }),
    inputIds: row.input_ids,
    evidenceIds: row.evidence_ids,
    createdAt: row.created_at,
    decisions: decisions.map(({ verdict, decided_by, decided_at }) => ({ verdict, decidedBy: decided_by, decidedAt: decided_at })),
  };
}
