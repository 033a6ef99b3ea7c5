import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { NoteStore } from './note.store.js';

/** What a person left behind beside their own record. */
@Injectable()
export class TraceStore {
  constructor(private readonly notes: NoteStore) {}

  /** Removes notes about a person, their timeline, and who they belonged to. The audit stays: it holds ids and names of fields only. */
  async erase(tx: Tx, id: string): Promise<void> {
    const { tenant } = tx.call;
    await this.notes.forget(tx, id);
    await sql`delete from timeline where tenant_id = ${tenant} and subject_id = ${id}::uuid`.execute(tx.sql);
    await sql`delete from relations where tenant_id = ${tenant} and (from_id = ${id}::uuid or to_id = ${id}::uuid)`.execute(tx.sql);
  }
}
