import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { CorrectionStore } from './correction.store.js';
import { FollowStore } from './follow.store.js';
import { NoteStore } from './note.store.js';
import { NotificationStore } from './notification.store.js';
import { TaskStore } from './task.store.js';

/** What a person left behind beside their own record. */
@Injectable()
export class TraceStore {
  constructor(
    private readonly notes: NoteStore,
    private readonly tasks: TaskStore,
    private readonly corrections: CorrectionStore,
    private readonly notifications: NotificationStore,
    private readonly follows: FollowStore,
  ) {}

  /** Removes notes, tasks and corrections of a person, their timeline, and who they belonged to. The audit stays: it holds ids and names of fields only. */
  async erase(tx: Tx, id: string): Promise<void> {
    const { tenant } = tx.call;
    const person = { noun: 'contact', id };
    for (const pointing of [this.notifications, this.follows]) await pointing.forget(tx, person);
    for (const about of [this.notes, this.tasks, this.corrections]) await about.forget(tx, id);
    await sql`delete from timeline where tenant_id = ${tenant} and subject_id = ${id}::uuid`.execute(tx.sql);
    await sql`delete from relations where tenant_id = ${tenant} and (from_id = ${id}::uuid or to_id = ${id}::uuid)`.execute(tx.sql);
  }
}
