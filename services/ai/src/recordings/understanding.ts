import { Injectable } from '@nestjs/common';
import { AiUse, ProposalKind, ProposalState } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import type { Finding } from '../domain/understanding/understand.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import type { CallRow } from '../store/call.store.js';
import { ProposalStore } from '../store/proposal.store.js';
import type { TurnRow } from '../store/turn.store.js';
import type { Understood } from './reading.js';

const kinds: Readonly<Record<Finding['kind'], ProposalKind>> = {
  summary: ProposalKind.SUMMARY,
  'next-step': ProposalKind.NEXT_STEP,
  task: ProposalKind.TASK,
  budget: ProposalKind.BUDGET,
  timing: ProposalKind.TIMING,
  competitor: ProposalKind.COMPETITOR,
  'decision-maker': ProposalKind.DECISION_MAKER,
  objection: ProposalKind.OBJECTION,
};

/** Turns what was understood in a call into proposals, each with its entry in the ledger. */
@Injectable()
export class Understanding {
  constructor(
    private readonly proposals: ProposalStore,
    private readonly ledger: AiLedgerStore,
    private readonly switches: AiSwitchStore,
  ) {}

  /** Whether the call was understood before. */
  hasRead(tx: Tx, callId: string): Promise<boolean> {
    return this.ledger.knows(tx, callId);
  }

  /** Notes the transcript in the ledger, and proposes what it says, unless the tenant switched that off. */
  async propose(tx: Tx, call: CallRow, turns: readonly TurnRow[], understood: readonly Understood[]): Promise<void> {
    this.noteTranscript(tx, call, turns);
    if (!(await this.switches.isOn(tx, AiUse.SUMMARY))) return;
    await this.proposals.dropOpen(tx, call.id);
    const decided = new Set((await this.proposals.ofCall(tx, call.id)).map(({ kind, startMs }) => `${kind}/${startMs}`));
    for (const { findings, ...by } of understood) await this.put(tx, call, { findings: findings.filter((one) => !decided.has(placeOf(one))), ...by });
  }

  private noteTranscript(tx: Tx, { id, contactId }: CallRow, turns: readonly TurnRow[]): void {
    const { model, modelVersion } = turns[0]!;
    const result = { use: AiUse.TRANSCRIPTION, kind: 'transcript', outputId: id, output: turns.map(({ text }) => text).join('\n'), model, modelVersion };
    this.ledger.note(tx, { ...result, subject: { noun: 'contact', id: contactId }, inputIds: [id], evidenceIds: [] });
  }

  private async put(tx: Tx, call: CallRow, { findings, ...by }: Understood): Promise<void> {
    const { id: callId, contactId, ownerId, teamId } = call;
    for (const { kind, ...finding } of findings) {
      const draft = { ...finding, ...by, callId, contactId, ownerId, teamId, kind: kinds[kind], state: ProposalState.OPEN };
      const id = this.proposals.nextId();
      const subject = { noun: 'contact', id: contactId };
      const result = { use: AiUse.SUMMARY, kind: 'proposal', outputId: id, output: finding.value, ...by, subject, inputIds: [callId] };
      const ledgerId = this.ledger.note(tx, { ...result, evidenceIds: [`${callId}@${finding.startMs}`] });
      await this.proposals.insert(tx, { ...draft, ledgerId }, id);
    }
  }
}

function placeOf({ kind, startMs }: Finding): string {
  return `${kinds[kind]}/${startMs}`;
}
