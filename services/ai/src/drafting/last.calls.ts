import { Injectable } from '@nestjs/common';
import { CallState, ProposalKind, ProposalState } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { CallStore } from '../store/call.store.js';
import { ProposalStore, type ProposalRow } from '../store/proposal.store.js';

/** What was agreed in a call. */
export interface Agreed {
  readonly agreed: readonly string[];
  readonly nextStep: string;
  readonly objection: string;
  /** Ids of the call and the accepted proposals. */
  readonly inputIds: readonly string[];
  readonly at: Date | undefined;
}

const nothing: Agreed = { agreed: [], inputIds: [], objection: '', nextStep: '', at: undefined };
const taken: readonly ProposalState[] = [ProposalState.ACCEPTED, ProposalState.CHANGED];
const steps: readonly ProposalKind[] = [ProposalKind.NEXT_STEP, ProposalKind.TASK];

/** The last call with a person, as far as it is a writer's to see. */
@Injectable()
export class LastCalls {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly proposals: ProposalStore,
  ) {}

  /** What was agreed in the last call that the writer may see; only what a person accepted. */
  with(call: CallContext, contactId: string): Promise<Agreed> {
    return this.work.read(call, (tx) => this.read(tx, contactId));
  }

  private async read(tx: Tx, contactId: string): Promise<Agreed> {
    if (!tx.call.rights.scope('calls.read')) return nothing;
    const wanted = {
      pageSize: 5,
      pageToken: '',
      filter: `contact_id = "${contactId}"`,
      orderBy: 'started_at desc',
      fields: '',
      showDeleted: false,
      count: false,
    };
    const { records } = await this.calls.page(tx, wanted);
    const last = records.find(({ state }) => state === CallState.DONE);
    if (!last) return nothing;
    const accepted = (await this.proposals.ofCall(tx, last.id)).filter(({ state }) => taken.includes(state));
    const step = accepted.find(({ kind }) => steps.includes(kind));
    return {
      agreed: accepted.filter((one) => one !== step && one.kind !== ProposalKind.OBJECTION).map(lineOf),
      nextStep: step ? lineOf(step) : '',
      objection: accepted.find(({ kind }) => kind === ProposalKind.OBJECTION)?.value ?? '',
      inputIds: [last.id, ...accepted.map(({ id }) => id)],
      at: last.startedAt,
    };
  }
}

function lineOf({ value, dueDate }: ProposalRow): string {
  return dueDate ? `${value} (${dueDate})` : value;
}
