import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { assignmentMode, nextAssignee, type AssignmentRule } from '../domain/assignment.js';
import type { Assignee } from '../domain/lead.js';

interface Row {
  readonly mode: number;
  readonly member_ids: string[];
  readonly team_id: string | null;
  readonly turn: bigint;
  readonly updated_at: Date;
}

/** How leads are given out, as it is kept. */
@Injectable()
export class AssignmentStore {
  async get(tx: Tx): Promise<(AssignmentRule & { readonly updatedAt: Date }) | undefined> {
    const row = await this.row(tx, false);
    return row && { ...ruleOf(row), updatedAt: row.updated_at };
  }

  async set(tx: Tx, { mode, memberIds, teamId }: AssignmentRule): Promise<void> {
    await sql`insert into assignment_rules (tenant_id, mode, member_ids, team_id, updated_at)
      values (${tx.call.tenant}, ${mode}::int, ${[...memberIds]}::text[], ${teamId || null}, ${tx.now})
      on conflict (tenant_id) do update set mode = excluded.mode, member_ids = excluded.member_ids, team_id = excluded.team_id, updated_at = excluded.updated_at,
        turn = case when assignment_rules.member_ids = excluded.member_ids then assignment_rules.turn else 0 end`.execute(tx.sql);
  }

  /** Who gets the lead that is being added; nobody where leads are not given out. Whoever else adds one meanwhile waits, so that turns and loads are exact. */
  async next(tx: Tx): Promise<Assignee | undefined> {
    const row = await this.row(tx, true);
    if (!row) return undefined;
    const load = row.mode === assignmentMode.load ? await this.load(tx, row.member_ids) : new Map<string, number>();
    const assignee = nextAssignee(ruleOf(row), Number(row.turn), load);
    if (assignee) await sql`update assignment_rules set turn = turn + 1 where tenant_id = ${tx.call.tenant}`.execute(tx.sql);
    return assignee;
  }

  private async row(tx: Tx, forUpdate: boolean): Promise<Row | undefined> {
    const { rows } = await sql<Row>`select mode, member_ids, team_id, turn, updated_at from assignment_rules
      where tenant_id = ${tx.call.tenant} ${sql.raw(forUpdate ? 'for update' : '')}`.execute(tx.sql);
    return rows[0];
  }

  private async load(tx: Tx, members: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ owner_id: string; n: number }>`select owner_id, count(*)::int as n from leads
      where tenant_id = ${tx.call.tenant} and owner_id = any(${[...members]}) and status in (1, 2) and deleted_at is null group by owner_id`.execute(tx.sql);
    return new Map(rows.map(({ owner_id, n }) => [owner_id, n]));
  }
}

function ruleOf({ mode, member_ids, team_id }: Row): AssignmentRule {
  return { mode, memberIds: member_ids, teamId: team_id ?? '' };
}
