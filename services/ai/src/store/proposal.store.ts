import { Injectable } from '@nestjs/common';
import { ProposalDecidedSchema, ProposalSchema, ProposalState, type PlainOf } from '@rapport/contracts';
import { RecordParts, Records, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** A proposal as it is kept. */
export type ProposalRow = PlainOf<typeof ProposalSchema>;

/** What was understood in calls, sealed with the customer's key. */
@Injectable()
export class ProposalStore extends Records<typeof ProposalSchema> {
  constructor(private readonly links: RecordParts) {
    super(ProposalSchema, links);
  }

  /** An id for a proposal that is told of elsewhere before it is kept. */
  nextId(): string {
    return this.links.ids.next();
  }

  /** Those of one call, in the order of their evidence. Who may see the call is for the caller to have checked. */
  async ofCall(tx: Tx, callId: string): Promise<ProposalRow[]> {
    const proposals = await this.where(tx, sql<boolean>`t.call_id = ${callId}::uuid`);
    return proposals.toSorted((a, b) => Number(a.kind > 1) - Number(b.kind > 1) || a.startMs - b.startMs);
  }

  /** One that stands and may be decided about; nothing when there is none. */
  async find(tx: Tx, callId: string, id: string): Promise<ProposalRow | undefined> {
    const [found] = await this.where(tx, sql<boolean>`t.call_id = ${callId}::uuid and t.id = ${id}::uuid`);
    return found;
  }

  /** Drops what nobody decided about, for a call that is understood anew. */
  async dropOpen(tx: Tx, callId: string): Promise<void> {
    await sql`delete from proposals where tenant_id = ${tx.call.tenant} and call_id = ${callId}::uuid and state = ${ProposalState.OPEN} and decided_by is null`.execute(
      tx.sql,
    );
  }

  /** Changes a proposal by somebody's decision, and says so. */
  async decide(tx: Tx, id: string, change: Partial<ProposalRow>): Promise<ProposalRow> {
    const { after } = await this.change(tx, id, '', (current) => ({ ...current, ...change, decidedBy: tx.call.principal.id, decidedAt: tx.now }));
    const { callId, contactId, state, ownerId, teamId } = after;
    tx.say(ProposalDecidedSchema, { proposalId: id, callId, contactId, state: `PROPOSAL_STATE_${ProposalState[state]}` }, { owner: ownerId, team: teamId });
    return after;
  }
}
