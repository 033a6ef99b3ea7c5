import { Injectable } from '@nestjs/common';
import { literal, relayRows, type Tx } from '@rapport/persistence';
import type { TenantId } from '@rapport/kernel';
import { ServiceBackground } from '@rapport/runtime';
import { sql } from 'kysely';
import type { Reminder } from '../domain/task.js';

/** A reminder whose time has come, and whose task it is. */
export interface DueReminder {
  readonly taskId: string;
  readonly reason: string;
  readonly ownerId: string;
  readonly teamId: string;
  readonly subjectNoun: string;
  readonly subjectId: string;
}

/** Times at which tasks remind. */
@Injectable()
export class TaskReminderStore {
  constructor(private readonly background: ServiceBackground) {}

  /** What the task reminds of from now on. */
  put(tx: Tx, taskId: string, reminders: readonly Reminder[]): void {
    tx.later(sql`delete from task_reminders where tenant_id = ${tx.call.tenant} and task_id = ${taskId}::uuid`);
    for (const { reason, at } of reminders)
      tx.later(sql`insert into task_reminders (tenant_id, task_id, reason, at) values (${tx.call.tenant}, ${taskId}::uuid, ${reason}, ${at})`);
  }

  /** The tenants in which a time has come. */
  async tenantsDue(now: Date): Promise<TenantId[]> {
    const due = `select distinct tenant_id from task_reminders where at <= ${literal(now)} limit 100`;
    return (await relayRows<{ tenant_id: TenantId }>(this.background, due)).map((row) => row.tenant_id);
  }

  /** Takes reminders whose time has come: whoever has taken one is the only one who has. */
  async take(tx: Tx, limit: number): Promise<DueReminder[]> {
    const { rows } = await sql<DueReminder>`with due as (
        select tenant_id, task_id, reason from task_reminders where tenant_id = ${tx.call.tenant} and at <= ${tx.now}
        order by at limit ${limit} for update skip locked
      ), taken as (
        delete from task_reminders r using due d where r.tenant_id = d.tenant_id and r.task_id = d.task_id and r.reason = d.reason returning r.tenant_id, r.task_id, r.reason
      )
      select t.id as "taskId", taken.reason, coalesce(t.owner_id, '') as "ownerId", coalesce(t.team_id, '') as "teamId", coalesce(t.subject_noun, '') as "subjectNoun",
        coalesce(t.subject_id::text, '') as "subjectId"
      from taken join tasks t on t.tenant_id = taken.tenant_id and t.id = taken.task_id`.execute(tx.sql);
    return rows;
  }
}
