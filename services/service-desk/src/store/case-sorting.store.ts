import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Sorting } from '../domain/sorting.js';

/** How cases are sorted: ids, keys and numbers, one row a case. */
@Injectable()
export class CaseSortingStore {
  async get(tx: Tx, caseId: string): Promise<Sorting | undefined> {
    const { rows } = await sql<
      Omit<Sorting, 'decidedAt'> & { decidedAt: Date | null }
    >`select state, intent, confidence, language, type, priority, team_id as "teamId", model, model_version as "modelVersion",
      ledger_id as "ledgerId", decided_by as "decidedBy", decided_at as "decidedAt"
      from case_sortings where tenant_id = ${tx.call.tenant} and case_id = ${caseId}::uuid`.execute(tx.sql);
    const [row] = rows;
    return row && { ...row, decidedAt: row.decidedAt ?? undefined };
  }

  async put(tx: Tx, caseId: string, one: Sorting): Promise<void> {
    await sql`insert into case_sortings (tenant_id, case_id, state, intent, confidence, language, type, priority, team_id, model, model_version, ledger_id,
        decided_by, decided_at, changed_at)
      values (${tx.call.tenant}, ${caseId}::uuid, ${one.state}, ${one.intent}, ${one.confidence}, ${one.language}, ${one.type}, ${one.priority}, ${one.teamId},
        ${one.model}, ${one.modelVersion}, ${one.ledgerId}, ${one.decidedBy}, ${one.decidedAt ?? null}, ${tx.now})
      on conflict (tenant_id, case_id) do update set state = excluded.state, intent = excluded.intent, confidence = excluded.confidence,
        language = excluded.language, type = excluded.type, priority = excluded.priority, team_id = excluded.team_id, model = excluded.model,
        model_version = excluded.model_version, ledger_id = excluded.ledger_id, decided_by = excluded.decided_by, decided_at = excluded.decided_at,
        changed_at = excluded.changed_at`.execute(tx.sql);
  }

  /** Takes away how the cases of a person were sorted. */
  async forget(tx: Tx, contactId: string): Promise<void> {
    await sql`delete from case_sortings s using cases c where s.tenant_id = ${tx.call.tenant} and c.tenant_id = s.tenant_id and c.id = s.case_id
      and c.contact_id = ${contactId}::uuid`.execute(tx.sql);
  }
}
