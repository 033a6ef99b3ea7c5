import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Injectable } from '@nestjs/common';
import { NoteSchema, NoteService, ProposalKind, TaskKind, TaskSchema, TaskService } from '@rapport/contracts';
import { orNothing, type CallContext, type Locale } from '@rapport/kernel';
import { RpcCaller, rpcClient, underKey, type RpcClient } from '@rapport/messaging';
import type { ProposalRow } from '../store/proposal.store.js';

/** What was made of an accepted proposal. */
export interface Done {
  readonly resultNoun: string;
  readonly resultId: string;
}

const tasks: readonly ProposalKind[] = [ProposalKind.TASK, ProposalKind.NEXT_STEP];

/** Does what a proposal says, and takes it back, by the service that owns the record and as who decided. Doing it twice is doing it once. */
@Injectable()
export class Doing {
  private readonly notes: RpcClient<typeof NoteService>;
  private readonly tasks: RpcClient<typeof TaskService>;

  constructor(rpc: RpcCaller) {
    this.notes = rpcClient(NoteService, rpc);
    this.tasks = rpcClient(TaskService, rpc);
  }

  /** `attempt` tells one acceptance from a later one, after the first was taken back. */
  async apply(call: CallContext, proposal: ProposalRow, attempt: string): Promise<Done> {
    const keyed = underKey(call, `proposal-${proposal.id}-${attempt}`);
    if (!tasks.includes(proposal.kind)) {
      const note = create(NoteSchema, { subject: { noun: 'contact', id: proposal.contactId }, body: noteOf(proposal, call.locale) });
      return { resultNoun: 'note', resultId: (await this.notes.createNote(keyed, { note })).id };
    }
    const task = create(TaskSchema, {
      title: proposal.value.slice(0, 200),
      body: `“${proposal.quote}”`,
      kind: proposal.kind === ProposalKind.NEXT_STEP ? TaskKind.CALL : TaskKind.TO_DO,
      subject: { noun: 'contact', id: proposal.contactId },
      source: 'call',
      ...(proposal.dueDate && { dueAt: timestampFromDate(new Date(`${proposal.dueDate}T00:00:00Z`)), allDay: true }),
    });
    return { resultNoun: 'task', resultId: (await this.tasks.createTask(keyed, { task })).id };
  }

  /** What is gone already needs no taking back. */
  async undo(call: CallContext, { resultNoun, resultId }: Done): Promise<void> {
    if (resultNoun === 'task') await orNothing(this.tasks.deleteTask(call, { id: resultId }), 'not_found');
    if (resultNoun === 'note') await orNothing(this.notes.deleteNote(call, { id: resultId }), 'not_found');
  }
}

const headings: Readonly<Record<Locale, Partial<Record<ProposalKind, string>>>> = {
  en: {
    [ProposalKind.SUMMARY]: 'Summary of the call',
    [ProposalKind.BUDGET]: 'Budget',
    [ProposalKind.TIMING]: 'Timing',
    [ProposalKind.COMPETITOR]: 'Competitor',
    [ProposalKind.DECISION_MAKER]: 'Decision maker',
    [ProposalKind.OBJECTION]: 'Objection',
  },
  ru: {
    [ProposalKind.SUMMARY]: 'Итог звонка',
    [ProposalKind.BUDGET]: 'Бюджет',
    [ProposalKind.TIMING]: 'Сроки',
    [ProposalKind.COMPETITOR]: 'Конкурент',
    [ProposalKind.DECISION_MAKER]: 'Кто решает',
    [ProposalKind.OBJECTION]: 'Возражение',
  },
};

function noteOf({ kind, value, quote }: ProposalRow, locale: Locale): string {
  return `${headings[locale][kind] ?? ''}: ${value}${value === quote || kind === ProposalKind.SUMMARY ? '' : `\n“${quote}”`}`;
}
