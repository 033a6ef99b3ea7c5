import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Somebody who works for the tenant. */
export interface Colleague {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly teams: readonly string[];
  readonly roles: readonly string[];
}

interface Row {
  readonly id: string;
  readonly username: string;
  readonly display_name: Uint8Array | null;
  readonly teams: string[];
  readonly roles: string[];
}

/** Colleagues as sign-ins showed them. Their names are sealed with their own keys. */
@Injectable()
export class ColleagueStore {
  constructor(private readonly parts: RecordParts) {}

  /** Remembers a colleague as of now; a username that moved to another account moves here too. */
  async meet(tx: Tx, colleague: Colleague): Promise<void> {
    using lease = await this.parts.keyring.ofOrCreate(tx, subjectOf(colleague.id));
    const name = colleague.displayName ? lease.deks[0]!.seal(placeOf(tx, colleague.id), colleague.displayName) : null;
    await sql`delete from colleagues where tenant_id = ${tx.call.tenant} and username = ${colleague.username} and id <> ${colleague.id}`.execute(tx.sql);
    await sql`insert into colleagues (tenant_id, id, username, display_name, teams, roles, seen_at)
      values (${tx.call.tenant}, ${colleague.id}, ${colleague.username}, ${name}, ${[...colleague.teams]}, ${[...colleague.roles]}, ${tx.now})
      on conflict (tenant_id, id) do update set username = excluded.username, display_name = coalesce(excluded.display_name, colleagues.display_name),
        teams = excluded.teams, roles = excluded.roles, seen_at = excluded.seen_at`.execute(tx.sql);
  }

  /** Everybody, by username. */
  async list(tx: Tx): Promise<Colleague[]> {
    const { rows } =
      await sql<Row>`select id, username, display_name, teams, roles from colleagues where tenant_id = ${tx.call.tenant} order by username`.execute(tx.sql);
    return Promise.all(rows.map((row) => this.opened(tx, row)));
  }

  /** Those of the ids that exist. */
  async some(tx: Tx, ids: readonly string[]): Promise<Colleague[]> {
    const { rows } =
      await sql<Row>`select id, username, display_name, teams, roles from colleagues where tenant_id = ${tx.call.tenant} and id = any(${[...ids]})`.execute(
        tx.sql,
      );
    return Promise.all(rows.map((row) => this.opened(tx, row)));
  }

  /** Those of the usernames that exist. */
  async byUsernames(tx: Tx, usernames: readonly string[]): Promise<{ id: string; username: string }[]> {
    if (usernames.length === 0) return [];
    const { rows } = await sql<{ id: string; username: string }>`select id, username from colleagues
      where tenant_id = ${tx.call.tenant} and username = any(${[...usernames]})`.execute(tx.sql);
    return rows;
  }

  private async opened(tx: Tx, row: Row): Promise<Colleague> {
    const { id, username, teams, roles } = row;
    if (!row.display_name) return { id, username, displayName: '', teams, roles };
    using lease = await this.parts.keyring.of(tx, subjectOf(id));
    return { id, username, displayName: lease.deks[0]!.open(placeOf(tx, id), row.display_name), teams, roles };
  }
}

function subjectOf(id: string): string {
  return `colleague:${id}`;
}

function placeOf(tx: Tx, id: string) {
  return { tenant: tx.call.tenant, table: 'accounts.colleagues', column: 'display_name', row: id, subject: subjectOf(id) };
}
