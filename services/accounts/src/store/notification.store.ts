import { Injectable } from '@nestjs/common';
import { NotificationMadeSchema } from '@rapport/contracts';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { addressees, type Notice, type Pointer } from '../domain/notification.js';

/** One thing that a colleague was told of. */
export interface Notification extends Notice {
  readonly id: string;
  readonly actorId: string;
  readonly createdAt: Date;
  readonly readAt?: Date | undefined;
}

/** Which of one's notifications are wanted. */
export interface NotificationQuery {
  readonly pageSize: number;
  readonly pageToken: string;
  readonly unreadOnly: boolean;
}

interface Row {
  readonly id: string;
  readonly kind: Notice['kind'];
  readonly record_noun: string;
  readonly record_id: string;
  readonly subject_noun: string | null;
  readonly subject_id: string | null;
  readonly actor_id: string | null;
  readonly facts: Record<string, string>;
  readonly created_at: Date;
  readonly at: string;
  readonly read_at: Date | null;
}

const mostCounted = 1000;
const columns = sql`id, kind, record_noun, record_id, subject_noun, subject_id, actor_id, facts, created_at, created_at::text as at, read_at`;

/** Notifications as they are kept: each its addressee's alone. */
@Injectable()
export class NotificationStore {
  constructor(private readonly parts: RecordParts) {}

  /** Tells colleagues of the event that is being handled. Once each; a notification for a reason of its own takes the place of a follower's. */
  async tell(tx: Tx, colleagues: readonly string[], { kind, record, subject, facts = {} }: Notice): Promise<void> {
    const { eventId, by } = tx.cause!;
    for (const userId of addressees(colleagues, by)) {
      const { rows } = await sql<{
        id: string;
      }>`insert into notifications (tenant_id, id, user_id, kind, event_id, record_noun, record_id, subject_noun, subject_id,
          actor_id, facts, created_at)
        values (${tx.call.tenant}, ${this.parts.ids.next()}, ${userId}, ${kind}, ${eventId}::uuid, ${record.noun}, ${record.id}, ${subject?.noun ?? null},
          ${subject?.id ?? null}::uuid, ${by}, ${JSON.stringify(facts)}::jsonb, ${tx.now})
        on conflict (tenant_id, user_id, event_id) do update set kind = excluded.kind, record_noun = excluded.record_noun, record_id = excluded.record_id,
          subject_noun = excluded.subject_noun, subject_id = excluded.subject_id, facts = excluded.facts
          where notifications.kind = 'followed-record-changed' and excluded.kind <> notifications.kind
        returning id`.execute(tx.sql);
      if (rows[0]) tx.say(NotificationMadeSchema, { notificationId: rows[0].id, userId, kind }, { owner: userId });
    }
  }

  /** One page of the caller's own, newest first. */
  async page(tx: Tx, { pageSize, pageToken, unreadOnly }: NotificationQuery): Promise<{ notifications: Notification[]; nextPageToken: string }> {
    const size = pageSize || 50;
    const list = { tenant: tx.call.tenant, list: `notifications ${tx.call.principal.id}`, filter: String(unreadOnly), order: '' };
    const position = this.parts.tokens.read(list, pageToken);
    const before = position ? sql`and (created_at, id) < (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const unread = unreadOnly ? sql`and read_at is null` : sql``;
    const { rows } = await sql<Row>`select ${columns} from notifications where ${mine(tx)} ${unread} ${before}
      order by created_at desc, id desc limit ${size + 1}`.execute(tx.sql);
    const { shown, nextPageToken } = this.parts.tokens.cut(list, rows, size, ({ at, id }) => ({ value: at, id }));
    return { notifications: shown.map(notificationOf), nextPageToken };
  }

  /** How many of the caller's own are unread, counted up to 1000. */
  async unread(tx: Tx): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from
      (select from notifications where ${mine(tx)} and read_at is null limit ${mostCounted}) unread`.execute(tx.sql);
    return rows[0]!.n;
  }

  /** Marks some of the caller's own read; answers how many were unread. */
  markRead(tx: Tx, ids: readonly string[]): Promise<number> {
    return this.mark(tx, sql`and id = any(${[...ids]}::uuid[])`);
  }

  /** Marks all of the caller's own read that were made up to a moment. */
  markAllRead(tx: Tx, until: Date | undefined): Promise<number> {
    return this.mark(tx, until ? sql`and created_at <= ${until}` : sql``);
  }

  /** Removes what points at somebody whose data was erased. */
  async forget(tx: Tx, subject: Pointer): Promise<void> {
    await sql`delete from notifications where tenant_id = ${tx.call.tenant} and subject_id = ${subject.id}::uuid`.execute(tx.sql);
  }

  private async mark(tx: Tx, which: ReturnType<typeof sql>): Promise<number> {
    const { rows } = await sql`update notifications set read_at = ${tx.now} where ${mine(tx)} and read_at is null ${which} returning id`.execute(tx.sql);
    return rows.length;
  }
}

function mine(tx: Tx) {
  return sql`tenant_id = ${tx.call.tenant} and user_id = ${tx.call.principal.id}`;
}

function notificationOf(row: Row): Notification {
  return {
    id: row.id,
    kind: row.kind,
    record: { noun: row.record_noun, id: row.record_id },
    ...(row.subject_id && { subject: { noun: row.subject_noun ?? '', id: row.subject_id } }),
    actorId: row.actor_id ?? '',
    facts: row.facts,
    createdAt: row.created_at,
    ...(row.read_at && { readAt: row.read_at }),
  };
}
