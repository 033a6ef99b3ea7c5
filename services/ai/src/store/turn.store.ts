import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** What one channel said without a pause. */
export interface TurnRow {
  readonly startMs: number;
  readonly endMs: number;
  readonly channel: number;
  readonly confidence: number;
  readonly text: string;
  readonly model: string;
  readonly modelVersion: string;
  readonly language: string;
}

type Kept = Omit<TurnRow, 'text'> & { readonly text: Uint8Array | null };

/** Turns of calls, in order of time, sealed with the customer's key. */
@Injectable()
export class TurnStore {
  constructor(private readonly parts: RecordParts) {}

  /** Keeps a turn, once: one that is there stays. */
  async put(tx: Tx, callId: string, contactId: string, turn: TurnRow): Promise<void> {
    using lease = await this.parts.keyring.of(tx, contactId);
    const text = turn.text ? lease.deks[0]!.seal(placeOf(tx, callId, contactId, turn), turn.text) : null;
    await sql`insert into call_turns (tenant_id, call_id, contact_id, start_ms, end_ms, channel, confidence, text, model, model_version, language)
      values (${tx.call.tenant}, ${callId}, ${contactId}, ${turn.startMs}, ${turn.endMs}, ${turn.channel}, ${turn.confidence}, ${text}, ${turn.model}, ${turn.modelVersion}, ${turn.language})
      on conflict do nothing`.execute(tx.sql);
  }

  async list(tx: Tx, callId: string, contactId: string): Promise<TurnRow[]> {
    const { rows } =
      await sql<Kept>`select start_ms as "startMs", end_ms as "endMs", channel, confidence, text, model, model_version as "modelVersion", language
      from call_turns where tenant_id = ${tx.call.tenant} and call_id = ${callId}::uuid order by start_ms, channel`.execute(tx.sql);
    if (rows.length === 0) return [];
    using lease = await this.parts.keyring.of(tx, contactId);
    return rows.map((row) => ({ ...row, text: row.text ? lease.deks[0]!.open(placeOf(tx, callId, contactId, row), row.text) : '' }));
  }

  async forget(tx: Tx, contactId: string): Promise<void> {
    await sql`delete from call_turns where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}::uuid`.execute(tx.sql);
  }
}

function placeOf(tx: Tx, callId: string, subject: string, { startMs, channel }: Pick<TurnRow, 'startMs' | 'channel'>) {
  return { tenant: tx.call.tenant, table: 'ai.call_turns', column: 'text', row: `${callId}/${startMs}/${channel}`, subject };
}
