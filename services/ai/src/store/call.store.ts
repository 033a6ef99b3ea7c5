import { Injectable } from '@nestjs/common';
import { CallProgressedSchema, CallSchema, CallState, type PlainOf } from '@rapport/contracts';
import { RecordParts, Records, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Progress } from '../domain/call.js';

/** A call as it is kept: without what is worked out when it is shown. */
export type CallRow = Omit<PlainOf<typeof CallSchema>, 'advice' | 'percent' | 'leftMs'>;

/** What changes on a call while it is worked on. */
export type CallChange = Partial<Pick<CallRow, 'state' | 'trouble' | 'durationMs' | 'channels' | 'mediaType' | 'language'>>;

interface ProgressRow {
  readonly call_id: string;
  readonly job_id: string;
  readonly done_ms: number;
  readonly total_ms: number;
  readonly base_ms: number;
  readonly began_at: Date;
  readonly updated_at: Date;
}

/** Calls as they are kept, sealed with their customer's key, and how far the work on them has come. */
@Injectable()
export class CallStore extends Records<typeof CallSchema, CallRow> {
  constructor(parts: RecordParts) {
    super(CallSchema, parts);
  }

  /** Changes a call and says so. A call that was cancelled stays so, and false is answered, unless it is begun again. */
  async move(tx: Tx, id: string, change: CallChange): Promise<boolean> {
    let isWanted = true;
    const { after, fields } = await this.change(tx, id, '', (current) => {
      isWanted = current.state !== CallState.CANCELLED || change.state === CallState.WAITING;
      return isWanted ? { ...current, ...change } : current;
    });
    if (fields.length > 0) this.say(tx, after);
    return isWanted;
  }

  /** Tells those who watch that the call came on. */
  say(tx: Tx, { id, contactId, state, ownerId, teamId }: CallRow): void {
    const about = { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
    tx.say(CallProgressedSchema, { callId: id, contactId, state: `CALL_STATE_${CallState[state]}` }, about);
  }

  /** The job that works on the call from now on. */
  async begin(tx: Tx, callId: string, jobId: string): Promise<void> {
    await sql`insert into call_progress (tenant_id, call_id, job_id, began_at, updated_at) values (${tx.call.tenant}, ${callId}, ${jobId}, ${tx.now}, ${tx.now})
      on conflict (tenant_id, call_id) do update set job_id = excluded.job_id, done_ms = 0, total_ms = 0, base_ms = 0, began_at = excluded.began_at,
        updated_at = excluded.updated_at`.execute(tx.sql);
  }

  /** An attempt begins, with so much done before. */
  async attempt(tx: Tx, callId: string, doneMs: number, totalMs: number): Promise<void> {
    await sql`update call_progress set done_ms = ${doneMs}, base_ms = ${doneMs}, total_ms = ${totalMs}, began_at = ${tx.now}, updated_at = ${tx.now}
      where tenant_id = ${tx.call.tenant} and call_id = ${callId}::uuid`.execute(tx.sql);
  }

  async advance(tx: Tx, callId: string, doneMs: number): Promise<void> {
    await sql`update call_progress set done_ms = ${doneMs}, updated_at = ${tx.now} where tenant_id = ${tx.call.tenant} and call_id = ${callId}::uuid`.execute(
      tx.sql,
    );
  }

  /** Takes away how far the work on a person's calls had come. Before the calls themselves, by which they are known. */
  async forgetProgress(tx: Tx, contactId: string): Promise<void> {
    await sql`delete from call_progress p using calls c where p.tenant_id = ${tx.call.tenant} and c.tenant_id = p.tenant_id and c.id = p.call_id
      and c.contact_id = ${contactId}::uuid`.execute(tx.sql);
  }

  async jobOf(tx: Tx, callId: string): Promise<string | undefined> {
    const { rows } = await sql<ProgressRow>`select * from call_progress where tenant_id = ${tx.call.tenant} and call_id = ${callId}::uuid`.execute(tx.sql);
    return rows[0]?.job_id;
  }

  async progressOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Progress>> {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<ProgressRow>`select * from call_progress where tenant_id = ${tx.call.tenant} and call_id = any(${[...ids]}::uuid[])`.execute(
      tx.sql,
    );
    return new Map(
      rows.map(({ call_id, done_ms, total_ms, base_ms, began_at, updated_at }) => [
        call_id,
        { doneMs: done_ms, totalMs: total_ms, baseMs: base_ms, beganAt: began_at, updatedAt: updated_at },
      ]),
    );
  }
}
