import { Injectable } from '@nestjs/common';
import type { Lease } from '@rapport/crypto';
import { pieceBytes, RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** The file of a call's recording. */
export interface RecordingRow {
  readonly id: string;
  readonly contactId: string;
  readonly size: number;
  readonly whole: boolean;
}

/** Files of recordings: how big they are, and which of their parts are there. The bytes are the file store's. */
@Injectable()
export class RecordingStore {
  constructor(private readonly parts: RecordParts) {}

  async find(tx: Tx, callId: string): Promise<RecordingRow | undefined> {
    const { rows } = await sql<RecordingRow>`select id, contact_id as "contactId", size, whole from recordings
      where tenant_id = ${tx.call.tenant} and call_id = ${callId}::uuid`.execute(tx.sql);
    return rows[0];
  }

  /** A new file for the call, in place of one that was begun and is of another size; the id of the file that it takes the place of, if there was one. */
  async begin(tx: Tx, callId: string, contactId: string, size: number): Promise<string | undefined> {
    const before = await this.find(tx, callId);
    if (before?.size === size) return undefined;
    const id = this.parts.ids.next();
    await sql`insert into recordings (tenant_id, call_id, id, contact_id, size, begun_at)
      values (${tx.call.tenant}, ${callId}, ${id}, ${contactId}, ${size}, ${tx.now})
      on conflict (tenant_id, call_id) do update set id = excluded.id, size = excluded.size, begun_at = excluded.begun_at, whole = false`.execute(tx.sql);
    if (before) await this.forgetParts(tx, before.id);
    return before?.id;
  }

  async put(tx: Tx, recordingId: string, number: number, bytes: number): Promise<void> {
    await sql`insert into recording_parts (tenant_id, recording_id, number, bytes) values (${tx.call.tenant}, ${recordingId}, ${number}, ${bytes})
      on conflict (tenant_id, recording_id, number) do update set bytes = excluded.bytes`.execute(tx.sql);
  }

  async complete(tx: Tx, callId: string): Promise<void> {
    await sql`update recordings set whole = true where tenant_id = ${tx.call.tenant} and call_id = ${callId}::uuid`.execute(tx.sql);
  }

  /** Numbers of the parts that are not there, the first thousand, and the bytes that are. */
  async state(tx: Tx, { id, size }: RecordingRow): Promise<{ missing: number[]; received: number }> {
    const count = Math.ceil(size / pieceBytes);
    const { rows } = await sql<{ missing: number[] | null; received: number }>`
      select (select array_agg(n order by n) from (select n from generate_series(0, ${count - 1}::int) n
          where not exists (select from recording_parts p where p.tenant_id = ${tx.call.tenant} and p.recording_id = ${id}::uuid and p.number = n)
          order by n limit 1000) m) as missing,
        (select coalesce(sum(bytes), 0)::int from recording_parts where tenant_id = ${tx.call.tenant} and recording_id = ${id}::uuid) as received`.execute(
      tx.sql,
    );
    return { missing: rows[0]!.missing ?? [], received: rows[0]!.received };
  }

  /** Every file of a person, by id; for erasure. */
  async forget(tx: Tx, contactId: string): Promise<string[]> {
    const { rows } = await sql<{
      id: string;
    }>`delete from recordings where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}::uuid returning id`.execute(tx.sql);
    for (const { id } of rows) await this.forgetParts(tx, id);
    return rows.map(({ id }) => id);
  }

  /** The key that seals a person's recordings. Throws `ERASED` when it was destroyed. */
  key(tx: Tx, contactId: string): Promise<Lease> {
    return this.parts.keyring.of(tx, contactId);
  }

  private async forgetParts(tx: Tx, id: string): Promise<void> {
    await sql`delete from recording_parts where tenant_id = ${tx.call.tenant} and recording_id = ${id}::uuid`.execute(tx.sql);
  }
}
