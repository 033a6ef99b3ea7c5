import type { Clock } from '@rapport/kernel';
import type { Renewal, SessionStore, StoredSession } from './session.store.js';

/** Sessions in memory, for specs. */
export class MemorySessionStore implements SessionStore {
  private readonly rows = new Map<string, StoredSession & { renewingUntil?: Date }>();

  constructor(private readonly clock: Clock) {}

  async put(session: StoredSession): Promise<void> {
    this.rows.set(session.id, session);
  }

  async get(id: string): Promise<StoredSession | undefined> {
    return this.live(id);
  }

  async touch(id: string, idleUntil: Date): Promise<void> {
    const row = this.live(id);
    if (row) this.rows.set(id, { ...row, idleUntil });
  }

  async claimRenewal(id: string, version: number, until: Date): Promise<boolean> {
    const row = this.live(id);
    if (!row || row.version !== version || (row.renewingUntil && row.renewingUntil > this.clock.now())) return false;
    this.rows.set(id, { ...row, renewingUntil: until });
    return true;
  }

  async renew(id: string, version: number, renewal: Renewal): Promise<void> {
    const { renewingUntil: _done, ...row } = this.live(id) ?? { version: -1 };
    if (row.version === version) this.rows.set(id, { ...(row as StoredSession), ...renewal, version: version + 1 });
  }

  async delete(id: string): Promise<void> {
    this.rows.delete(id);
  }

  async deleteBySid(sid: string): Promise<readonly string[]> {
    return this.remove((row) => row.sid === sid);
  }

  async deleteBySubject(subject: string): Promise<readonly string[]> {
    return this.remove((row) => row.subject === subject);
  }

  async sweep(): Promise<number> {
    return this.remove((row) => !this.live(row.id)).length;
  }

  private live(id: string) {
    const row = this.rows.get(id);
    const now = this.clock.now();
    return row && row.idleUntil > now && row.endsAt > now ? row : undefined;
  }

  private remove(which: (row: StoredSession) => boolean): string[] {
    const ids = [...this.rows.values()].filter(which).map(({ id }) => id);
    for (const id of ids) this.rows.delete(id);
    return ids;
  }
}
