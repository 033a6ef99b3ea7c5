import type { Clock } from '@rapport/kernel';
import type { Renewal, SessionStore, StoredSession } from './session.store.js';

/** One statement against the gateway's schema, as its role. */
export interface SessionSql {
  query(sql: string, params: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

const live = 'idle_until > $1 and ends_at > $1';

/** Sessions in the table of `0001_sessions.sql`. */
export class SqlSessionStore implements SessionStore {
  constructor(
    private readonly sql: SessionSql,
    private readonly clock: Clock,
  ) {}

  async put({ id, sid, subject, sealed, version, createdAt, accessExpiresAt, idleUntil, endsAt }: StoredSession): Promise<void> {
    await this.sql.query(
      `insert into sessions (id, sid, subject, sealed, version, created_at, access_expires_at, idle_until, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, sid, subject, Buffer.from(sealed), version, createdAt, accessExpiresAt, idleUntil, endsAt],
    );
  }

  async get(id: string): Promise<StoredSession | undefined> {
    const { rows } = await this.sql.query(`select * from sessions where ${live} and id = $2`, [this.clock.now(), id]);
    return rows[0] && storedSession(rows[0]);
  }

  async touch(id: string, idleUntil: Date): Promise<void> {
    await this.sql.query(`update sessions set idle_until = $3 where ${live} and id = $2`, [this.clock.now(), id, idleUntil]);
  }

  async claimRenewal(id: string, version: number, until: Date): Promise<boolean> {
    const { rows } = await this.sql.query(
      `update sessions set renewing_until = $4 where ${live} and id = $2 and version = $3 and (renewing_until is null or renewing_until <= $1) returning id`,
      [this.clock.now(), id, version, until],
    );
    return rows.length === 1;
  }

  async renew(id: string, version: number, { sealed, accessExpiresAt }: Renewal): Promise<void> {
    await this.sql.query(
      `update sessions set sealed = $3, access_expires_at = $4, version = version + 1, renewing_until = null where id = $1 and version = $2`,
      [id, version, Buffer.from(sealed), accessExpiresAt],
    );
  }

  async delete(id: string): Promise<void> {
    await this.sql.query('delete from sessions where id = $1', [id]);
  }

  deleteBySid(sid: string): Promise<readonly string[]> {
    return this.deleted('sid = $1', sid);
  }

  deleteBySubject(subject: string): Promise<readonly string[]> {
    return this.deleted('subject = $1', subject);
  }

  async sweep(): Promise<number> {
    return (await this.deleted('least(idle_until, ends_at) <= $1', this.clock.now())).length;
  }

  private async deleted(condition: string, value: unknown): Promise<readonly string[]> {
    const { rows } = await this.sql.query(`delete from sessions where ${condition} returning id`, [value]);
    return rows.map((row) => String(row['id']));
  }
}

function storedSession(row: Record<string, unknown>): StoredSession {
  return {
    id: String(row['id']),
    sid: String(row['sid']),
    subject: String(row['subject']),
    sealed: row['sealed'] as Uint8Array,
    version: Number(row['version']),
    createdAt: row['created_at'] as Date,
    accessExpiresAt: row['access_expires_at'] as Date,
    idleUntil: row['idle_until'] as Date,
    endsAt: row['ends_at'] as Date,
  };
}
