import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { entered, type Stay } from '../domain/stage-history.js';

/** A stay as it is kept. */
export interface KeptStay extends Stay {
  readonly id: string;
}

interface Row {
  readonly id: string;
  readonly from_stage_id: string | null;
  readonly to_stage_id: string;
  readonly entered_at: Date;
  readonly at: string;
  readonly left_at: Date | null;
  readonly by: string;
}

const columns = sql`id, from_stage_id, to_stage_id, entered_at, entered_at::text as at, left_at, by`;

/** Which stages deals were in, as it is kept. Ids only. */
@Injectable()
export class StageHistoryStore {
  constructor(private readonly parts: RecordParts) {}

  /** The deal comes to a stage, from where it stands. Answers the stay that ended. */
  async enter(tx: Tx, dealId: string, toStageId: string, at = tx.now): Promise<Stay | undefined> {
    const { rows } = await sql<Row>`select ${columns} from deal_stage_history
      where tenant_id = ${tx.call.tenant} and deal_id = ${dealId}::uuid and left_at is null for update`.execute(tx.sql);
    const last = rows[0] && stayOf(rows[0]);
    const { ended, begun } = entered(last, toStageId, at, tx.call.principal.id);
    if (ended)
      await sql`update deal_stage_history set left_at = ${ended.leftAt} where tenant_id = ${tx.call.tenant} and id = ${last!.id}::uuid`.execute(tx.sql);
    await sql`insert into deal_stage_history (tenant_id, id, deal_id, from_stage_id, to_stage_id, entered_at, by)
      values (${tx.call.tenant}, ${this.parts.ids.next()}, ${dealId}::uuid, ${begun.fromStageId || null}, ${toStageId}, ${begun.enteredAt}, ${begun.by})`.execute(
      tx.sql,
    );
    return ended;
  }

  /** One page, the first stage first. */
  async page(tx: Tx, dealId: string, { pageSize, pageToken }: { readonly pageSize: number; readonly pageToken: string }) {
    const size = pageSize || 50;
    const list = { tenant: tx.call.tenant, list: `stage history ${dealId}`, filter: '', order: '' };
    const position = this.parts.tokens.read(list, pageToken);
    const after = position ? sql`and (entered_at, id) > (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const { rows } = await sql<Row>`select ${columns} from deal_stage_history
      where tenant_id = ${tx.call.tenant} and deal_id = ${dealId}::uuid ${after} order by entered_at, id limit ${size + 1}`.execute(tx.sql);
    const { shown, nextPageToken } = this.parts.tokens.cut(list, rows, size, ({ at, id }) => ({ value: at, id }));
    return { stays: shown.map(stayOf), nextPageToken };
  }
}

function stayOf(row: Row): KeptStay {
  const { id, by } = row;
  const stay = { id, by, fromStageId: row.from_stage_id ?? '', toStageId: row.to_stage_id, enteredAt: row.entered_at };
  return row.left_at ? { ...stay, leftAt: row.left_at } : stay;
}
