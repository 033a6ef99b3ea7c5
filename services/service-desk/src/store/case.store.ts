import { Injectable } from '@nestjs/common';
import { CaseSchema, type PlainOf } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { RecordParts, Records, type Draft, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { caseStatus } from '../domain/case.js';
import type { InTurn } from '../domain/turn.js';

type Case = PlainOf<typeof CaseSchema>;

/** Cases as they are kept, sealed with their customers' keys. */
@Injectable()
export class CaseStore extends Records<typeof CaseSchema> {
  constructor(parts: RecordParts) {
    super(CaseSchema, parts);
  }

  /** Adds a case under the tenant's next number. Throws `NOT_FOUND` for a customer who is not there. */
  async open(tx: Tx, draft: Draft<Case>): Promise<Case> {
    const number = await this.nextNumber(tx);
    return this.insert(tx, { ...draft, number }).catch((thrown: unknown) => {
      throw thrown instanceof AppError && thrown.reason === 'ERASED' ? new AppError('not_found', 'NOT_FOUND', { params: { noun: 'contact' } }) : thrown;
    });
  }

  /** What each of these colleagues has to do, in their order. */
  async inTurn(tx: Tx, ids: readonly string[]): Promise<InTurn[]> {
    const { rows } = await sql<{ id: string; load: number; given_at: Date | null }>`select a.id, t.given_at,
        (select count(*)::int from cases c where c.tenant_id = ${tx.call.tenant} and c.owner_id = a.id and c.status < ${caseStatus.solved}) as load
      from unnest(${[...ids]}::text[]) with ordinality a (id, at)
      left join case_turns t on t.tenant_id = ${tx.call.tenant} and t.agent_id = a.id order by a.at`.execute(tx.sql);
    return rows.map(({ id, load, given_at: givenAt }) => ({ id, load, givenAt: givenAt ?? undefined }));
  }

  /** Notes that a colleague had their turn. */
  noteTurn(tx: Tx, agentId: string): void {
    tx.later(sql`insert into case_turns (tenant_id, agent_id, given_at) values (${tx.call.tenant}, ${agentId}, clock_timestamp())
      on conflict (tenant_id, agent_id) do update set given_at = excluded.given_at`);
  }

  /** Puts the times of a case that was there before it was written here. */
  backdate(tx: Tx, id: string, createdAt: Date, updatedAt: Date): void {
    tx.later(sql`update cases set created_at = ${createdAt}, updated_at = ${updatedAt} where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`);
  }

  private async nextNumber(tx: Tx): Promise<number> {
    const { rows } = await sql<{ last: number }>`insert into case_numbers (tenant_id, last) values (${tx.call.tenant}, 1)
      on conflict (tenant_id) do update set last = case_numbers.last + 1 returning last`.execute(tx.sql);
    return rows[0]!.last;
  }
}
