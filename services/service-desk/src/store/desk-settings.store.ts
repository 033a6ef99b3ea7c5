import { Injectable } from '@nestjs/common';
import type { DeskSettingsSchema, PlainOf } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';

type DeskSettings = PlainOf<typeof DeskSettingsSchema>;

/** How a tenant's desk works. */
@Injectable()
export class DeskSettingsStore {
  async get(tx: Tx): Promise<DeskSettings> {
    const { rows } =
      await sql<DeskSettings>`select own_review as "ownReview", turn, agent_ids as "agentIds", team_id as "teamId", visitors, intent_teams as "intentTeams", visitor_sites as "visitorSites" from desk_settings
      where tenant_id = ${tx.call.tenant}`.execute(tx.sql);
    return rows[0] ?? { ownReview: false, turn: 0, agentIds: [], teamId: '', visitors: false, intentTeams: [], visitorSites: [] };
  }

  async put(tx: Tx, { ownReview, turn, agentIds, teamId, visitors, intentTeams, visitorSites }: DeskSettings): Promise<void> {
    await sql`insert into desk_settings (tenant_id, own_review, turn, agent_ids, team_id, visitors, intent_teams, visitor_sites, changed_at)
      values (${tx.call.tenant}, ${ownReview}, ${turn}, ${[...agentIds]}, ${teamId}, ${visitors}, ${JSON.stringify(teamsOf(intentTeams))}::jsonb, ${[...visitorSites]}, ${tx.now})
      on conflict (tenant_id) do update set own_review = excluded.own_review, turn = excluded.turn, agent_ids = excluded.agent_ids,
        team_id = excluded.team_id, visitors = excluded.visitors, intent_teams = excluded.intent_teams, visitor_sites = excluded.visitor_sites, changed_at = excluded.changed_at`.execute(
      tx.sql,
    );
  }
}

function teamsOf(teams: DeskSettings['intentTeams']) {
  return teams.map(({ intent, teamId }) => ({ intent, teamId }));
}
