import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { CustomerRef } from './customer.stores.js';

const mostShown = 200;

/** Who follows which customer. */
@Injectable()
export class FollowStore {
  /** Says whether it changed anything. */
  async follow(tx: Tx, { noun, id }: CustomerRef): Promise<boolean> {
    const { rows } = await sql`insert into follows (tenant_id, subject_noun, subject_id, user_id, created_at)
      values (${tx.call.tenant}, ${noun}, ${id}::uuid, ${tx.call.principal.id}, ${tx.now}) on conflict do nothing returning user_id`.execute(tx.sql);
    return rows.length > 0;
  }

  /** Says whether it changed anything. */
  async unfollow(tx: Tx, { id }: CustomerRef): Promise<boolean> {
    const { rows } = await sql`delete from follows where ${of(tx, id)} and user_id = ${tx.call.principal.id} returning user_id`.execute(tx.sql);
    return rows.length > 0;
  }

  /** The first followers, in the order in which they came, and whether the caller is one. */
  async shown(tx: Tx, { id }: CustomerRef): Promise<{ followerIds: string[]; following: boolean }> {
    const { rows } = await sql<{ user_id: string }>`select user_id from follows where ${of(tx, id)} order by created_at, user_id limit ${mostShown}`.execute(
      tx.sql,
    );
    const mine = await sql`select from follows where ${of(tx, id)} and user_id = ${tx.call.principal.id}`.execute(tx.sql);
    return { followerIds: rows.map((row) => row.user_id), following: mine.rows.length > 0 };
  }

  /** All followers of a customer. */
  async followers(tx: Tx, { id }: CustomerRef): Promise<string[]> {
    const { rows } = await sql<{ user_id: string }>`select user_id from follows where ${of(tx, id)}`.execute(tx.sql);
    return rows.map((row) => row.user_id);
  }

  /** Nobody follows somebody whose data was erased. */
  async forget(tx: Tx, { id }: CustomerRef): Promise<void> {
    await sql`delete from follows where ${of(tx, id)}`.execute(tx.sql);
  }
}

function of(tx: Tx, subjectId: string) {
  return sql`tenant_id = ${tx.call.tenant} and subject_id = ${subjectId}::uuid`;
}
