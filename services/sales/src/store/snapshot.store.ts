import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Features } from '../domain/features.js';

/** A record that models judge. */
export interface Judged {
  readonly noun: 'lead' | 'deal';
  readonly id: string;
}

/** What was known of a record at a moment, and how it ended. */
export interface Example {
  readonly id: string;
  readonly recordId: string;
  readonly moment: string;
  readonly at: Date;
  readonly features: Features;
  readonly succeeded: boolean;
  readonly outcomeAt: Date;
}

/** Which examples are wanted. */
export interface ExampleQuery {
  readonly noun: string;
  readonly since: Date | undefined;
  readonly pageSize: number;
  readonly pageToken: string;
}

interface Ended {
  readonly record_id: string;
  readonly succeeded: boolean;
  readonly outcome_at: Date;
  readonly at: string;
}

interface Row {
  readonly id: string;
  readonly record_id: string;
  readonly moment: string;
  readonly at: Date;
  readonly features: Features;
}

/** What models learn from, as it is kept. */
@Injectable()
export class SnapshotStore {
  constructor(private readonly parts: RecordParts) {}

  /** Keeps what is known of a record now. After its outcome nothing is kept any more: it would give the outcome away. */
  async keep(tx: Tx, { noun, id }: Judged, moment: string, features: Features, at = tx.now): Promise<void> {
    await sql`insert into scoring_snapshots (tenant_id, id, noun, record_id, moment, at, features)
      select ${tx.call.tenant}, ${this.parts.ids.next()}::uuid, ${noun}, ${id}::uuid, ${moment}, ${at}::timestamptz, ${JSON.stringify(features)}::jsonb
      where not exists (select from scoring_outcomes where tenant_id = ${tx.call.tenant} and record_id = ${id}::uuid)`.execute(tx.sql);
  }

  /** Says how a record ended. The first word stands until the record is opened again. */
  async decide(tx: Tx, { noun, id }: Judged, succeeded: boolean, at = tx.now): Promise<void> {
    await sql`insert into scoring_outcomes (tenant_id, record_id, noun, succeeded, outcome_at) values (${tx.call.tenant}, ${id}::uuid, ${noun}, ${succeeded}, ${at})
      on conflict (tenant_id, record_id) do nothing`.execute(tx.sql);
  }

  /** The record is open again: it has not ended yet. */
  async reopen(tx: Tx, { id }: Judged): Promise<void> {
    await sql`delete from scoring_outcomes where tenant_id = ${tx.call.tenant} and record_id = ${id}::uuid`.execute(tx.sql);
  }

  /** One page of records in the order in which their outcomes came, each with all that was known of it before. */
  async examples(tx: Tx, { noun, since, pageSize, pageToken }: ExampleQuery): Promise<{ examples: Example[]; nextPageToken: string }> {
    const size = pageSize || 200;
    const list = { tenant: tx.call.tenant, list: `examples ${noun}`, filter: since?.toISOString() ?? '', order: '' };
    const position = this.parts.tokens.read(list, pageToken);
    const after = position ? sql`and (outcome_at, record_id) > (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const ended = await sql<Ended>`select record_id, succeeded, outcome_at, outcome_at::text as at from scoring_outcomes
      where tenant_id = ${tx.call.tenant} and noun = ${noun} and outcome_at >= ${since ?? new Date(0)} ${after}
      order by outcome_at, record_id limit ${size}`.execute(tx.sql);
    const last = ended.rows.length === size ? ended.rows.at(-1) : undefined;
    return { examples: await this.before(tx, ended.rows), nextPageToken: last ? this.parts.tokens.write(list, { value: last.at, id: last.record_id }) : '' };
  }

  /** Snapshots of these records, none from after its outcome. */
  private async before(tx: Tx, ended: readonly Ended[]): Promise<Example[]> {
    const { rows } = await sql<Row>`select id, record_id, moment, at, features from scoring_snapshots
      where tenant_id = ${tx.call.tenant} and record_id = any(${ended.map(({ record_id }) => record_id)}::uuid[]) order by at, id`.execute(tx.sql);
    const of = Map.groupBy(rows, ({ record_id }) => record_id);
    return ended.flatMap(({ record_id, succeeded, outcome_at }) =>
      (of.get(record_id) ?? [])
        .filter(({ at }) => at < outcome_at)
        .map(({ id, moment, at, features }) => ({ id, recordId: record_id, moment, at, features, succeeded, outcomeAt: outcome_at })),
    );
  }
}
