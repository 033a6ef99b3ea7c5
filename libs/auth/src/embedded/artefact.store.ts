import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';

const schema = `
  pragma journal_mode = wal;
  pragma busy_timeout = 2000;
  pragma secure_delete = on;
  create table if not exists artefacts (
    kind text not null, id text not null, uid text, grant_id text, payload text not null, consumed_at integer, expires_at integer,
    primary key (kind, id)
  ) without rowid;
  create index if not exists artefacts_uid on artefacts (kind, uid) where uid is not null;
  create index if not exists artefacts_grant on artefacts (kind, grant_id) where grant_id is not null;
  create index if not exists artefacts_expiry on artefacts (expires_at);
`;
// Stands in a payload where the artefact's own id was.
const self = '\u241f';
// What a caller typed, and the session's cookie, which oidc-provider copies into a login under way and never reads.
const dropped: ReadonlySet<string> = new Set(['login_hint', 'id_token_hint', 'cookie']);
const sweepEvery = 200;

/**
 * Sessions, grants, codes and refresh tokens of the embedded provider in one SQLite file (0600), so that they outlive a restart.
 * Whoever copies the file gains no session and learns no name: keys are SHA-256 of the real ids, which are cut out of the payloads,
 * and a payload holds account ids, client ids, scopes and times; hints that a caller typed (`login_hint`) are dropped.
 */
export class ArtefactStore {
  private readonly db: DatabaseSync;
  private writes = 0;

  constructor(path: string) {
    closeSync(openSync(path, 'a', 0o600));
    this.db = new DatabaseSync(path);
    try {
      this.db.exec(schema);
    } catch (cause) {
      this.db.close();
      throw new Error(`${path} cannot be read: delete it, which signs everybody out, and start again.`, { cause });
    }
    this.sweep();
  }

  /** The adapter of one kind of artefact, as oidc-provider wants it. */
  adapter(kind: string): Adapter {
    const one = (column: 'id' | 'uid', value: string) =>
      this.db
        .prepare(`select payload, consumed_at from artefacts where kind = ? and ${column} = ? and (expires_at is null or expires_at > ?)`)
        .get(kind, value, seconds());
    return {
      upsert: async (id, payload, expiresIn) => this.upsert(kind, id, payload, expiresIn),
      find: async (id) => restored(one('id', hash(id)), id),
      findByUid: async (uid) => restored(one('uid', uid), undefined),
      findByUserCode: async () => undefined,
      consume: async (id) => void this.db.prepare('update artefacts set consumed_at = ? where kind = ? and id = ?').run(seconds(), kind, hash(id)),
      destroy: async (id) => void this.db.prepare('delete from artefacts where kind = ? and id = ?').run(kind, hash(id)),
      revokeByGrantId: async (grantId) => void this.db.prepare('delete from artefacts where kind = ? and grant_id = ?').run(kind, grantId),
    };
  }

  /** Whether a signed-in session with this `sid` claim still exists. */
  hasSession(sid: string): boolean {
    return (
      this.db
        .prepare(`select 1 from artefacts where kind = 'Session' and expires_at > ?
      and exists (select 1 from json_each(payload, '$.authorizations') as a where json_extract(a.value, '$.sid') = ?)`)
        .get(seconds(), sid) !== undefined
    );
  }

  close(): void {
    this.db.close();
  }

  private upsert(kind: string, id: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    this.writes += 1;
    if (this.writes % sweepEvery === 0) this.sweep();
    const expiresAt = expiresIn ? seconds() + expiresIn : null;
    this.db
      .prepare('insert or replace into artefacts (kind, id, uid, grant_id, payload, expires_at) values (?, ?, ?, ?, ?, ?)')
      .run(kind, hash(id), payload.uid ?? null, payload.grantId ?? null, kept(id, payload), expiresAt);
  }

  private sweep(): void {
    this.db.prepare('delete from artefacts where expires_at <= ?').run(seconds());
  }
}

function kept(id: string, payload: AdapterPayload): string {
  return JSON.stringify(payload, (name, value: unknown) => (dropped.has(name) ? undefined : value)).replaceAll(id, self);
}

function restored(row: Record<string, unknown> | undefined, id: string | undefined): AdapterPayload | undefined {
  if (!row) return undefined;
  const payload = JSON.parse(String(row['payload']).replaceAll(self, id ?? self)) as AdapterPayload;
  if (id === undefined) delete payload.jti;
  return row['consumed_at'] === null ? payload : { ...payload, consumed: Number(row['consumed_at']) };
}

function hash(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
