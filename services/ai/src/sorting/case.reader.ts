import { Injectable } from '@nestjs/common';
import { CaseMessageService, CaseService, CaseSortingService, SortingState } from '@rapport/contracts';
import { orNothing, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import { intentModel, type MessageSort } from '../domain/intent/message-class.js';

/** What a customer wrote. */
export interface Written {
  readonly contactId: string;
  readonly text: string;
}

/** Which words: a message of a case, or what the case began with. */
export interface SortInput {
  readonly caseId: string;
  readonly messageId: string;
}

/** Cases as the desk keeps them, and its place for what a program takes them to be about. */
@Injectable()
export class CaseReader {
  private readonly cases: RpcClient<typeof CaseService>;
  private readonly messages: RpcClient<typeof CaseMessageService>;
  private readonly sortings: RpcClient<typeof CaseSortingService>;

  constructor(rpc: RpcCaller) {
    this.cases = rpcClient(CaseService, rpc);
    this.messages = rpcClient(CaseMessageService, rpc);
    this.sortings = rpcClient(CaseSortingService, rpc);
  }

  /** Nothing where it is gone, or a colleague decided already. */
  read(call: CallContext, input: SortInput): Promise<Written | undefined> {
    return orNothing(this.undecided(call, input), 'not_found');
  }

  private async undecided(call: CallContext, { caseId, messageId }: SortInput): Promise<Written | undefined> {
    const { contactId, title, description } = await this.cases.getCase(call, { id: caseId });
    const { state } = await this.sortings.getCaseSorting(call, { id: caseId });
    if (state >= SortingState.ACCEPTED) return undefined;
    const text = messageId ? (await this.messages.getCaseMessage(call, { id: messageId })).body : `${title}\n${description}`;
    return { contactId, text };
  }

  async suggest(call: CallContext, caseId: string, ledgerId: string, { intent, confidence, language, urgency }: MessageSort): Promise<void> {
    await this.sortings.suggestCaseSorting(call, { caseId, intent, confidence, language, urgent: urgency === 'high', ledgerId, ...intentModel });
  }
}
