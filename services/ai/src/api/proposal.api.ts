import {
  AiVerdict,
  ProposalSchema,
  ProposalService,
  ProposalState,
  ProposalVerdict,
  wire,
  type DecideProposalRequest,
  type GetRequest,
} from '@rapport/contracts';
import { AppError, withoutCommand, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { Doing, type Done } from '../recordings/doing.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { CallStore } from '../store/call.store.js';
import { ProposalStore, type ProposalRow } from '../store/proposal.store.js';

const taken: readonly ProposalState[] = [ProposalState.ACCEPTED, ProposalState.CHANGED];
const nothing: Done = { resultNoun: '', resultId: '' };

@Serves(ProposalService)
export class ProposalApi implements Serving<typeof ProposalService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly proposals: ProposalStore,
    private readonly ledger: AiLedgerStore,
    private readonly doing: Doing,
  ) {}

  listProposals(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => {
      await this.calls.assertVisible(tx, id);
      const proposals = await this.proposals.ofCall(tx, id);
      tx.audit({ action: 'read', noun: 'proposal', ids: proposals.map((one) => one.id) });
      return { proposals: proposals.map((one) => wire(ProposalSchema, one)) };
    });
  }

  /** The same decision again is the same: what it made is made once, whatever died in between. */
  async decideProposal(deciding: CallContext, request: DecideProposalRequest) {
    const call = withoutCommand(deciding);
    const proposal = await this.work.read(call, async (tx) => {
      await this.calls.assertWritable(tx, request.id);
      return this.proposals.find(tx, request.id, request.proposalId);
    });
    if (!proposal) throw new AppError('conflict', 'PROPOSAL_GONE');
    if (request.verdict === ProposalVerdict.ACCEPT) return this.accept(call, proposal, request);
    if (request.verdict === ProposalVerdict.REFUSE) return this.refuse(call, proposal);
    return this.undo(call, proposal);
  }

  private async accept(call: CallContext, proposal: ProposalRow, { value, dueDate }: DecideProposalRequest) {
    if (taken.includes(proposal.state)) return wire(ProposalSchema, proposal);
    const wanted = { ...proposal, value: value || proposal.value, dueDate: dueDate || proposal.dueDate };
    const isChanged = wanted.value !== proposal.value || wanted.dueDate !== proposal.dueDate;
    const done = await this.doing.apply(call, wanted, proposal.etag);
    const state = isChanged ? ProposalState.CHANGED : ProposalState.ACCEPTED;
    return this.decide(call, proposal, { value: wanted.value, dueDate: wanted.dueDate, state, ...done }, isChanged ? AiVerdict.CHANGED : AiVerdict.ACCEPTED);
  }

  private async refuse(call: CallContext, proposal: ProposalRow) {
    if (taken.includes(proposal.state)) throw new AppError('conflict', 'PROPOSAL_GONE');
    if (proposal.state === ProposalState.REFUSED) return wire(ProposalSchema, proposal);
    return this.decide(call, proposal, { state: ProposalState.REFUSED }, AiVerdict.REFUSED);
  }

  private async undo(call: CallContext, proposal: ProposalRow) {
    if (proposal.state === ProposalState.OPEN) return wire(ProposalSchema, proposal);
    await this.doing.undo(call, proposal);
    return this.decide(call, proposal, { state: ProposalState.OPEN, ...nothing }, AiVerdict.UNDONE);
  }

  private decide(call: CallContext, { id, ledgerId }: ProposalRow, change: Partial<ProposalRow>, verdict: AiVerdict) {
    return this.work.run(call, async (tx) => {
      const decided = await this.proposals.decide(tx, id, change);
      if (ledgerId) this.ledger.decide(tx, ledgerId, verdict);
      return wire(ProposalSchema, decided);
    });
  }
}
