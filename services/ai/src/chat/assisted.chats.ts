import { Injectable } from '@nestjs/common';
import { AuthorKind, CaseService, CaseStatus, ChatService, ChatState, type HandOverReason } from '@rapport/contracts';
import { AppError, type CallContext, type Principal, type UserId } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import { callOf } from '@rapport/runtime';
import type { ChatCase, ChatLine } from '../domain/chat/plan.js';

/** A chat as the assistant finds it. */
export interface OpenChat {
  readonly isMine: boolean;
  readonly language: string;
  readonly contactId: string;
  readonly message: string;
  /** What was said before the message. */
  readonly before: readonly ChatLine[];
}

/** The desk, as the assistant asks it. */
@Injectable()
export class AssistedChats {
  private readonly chats: RpcClient<typeof ChatService>;
  private readonly cases: RpcClient<typeof CaseService>;

  constructor(rpc: RpcCaller) {
    this.chats = rpcClient(ChatService, rpc);
    this.cases = rpcClient(CaseService, rpc);
  }

  async open(call: CallContext, chatId: string, messageId: string): Promise<OpenChat | undefined> {
    const chat = await this.chats.getChat(call, { id: chatId });
    const lines = await this.lines(call, chatId);
    const at = lines.findIndex(({ id }) => id === messageId);
    if (at < 0) return undefined;
    const { state, language, contactId } = chat;
    return { isMine: state === ChatState.ASSISTANT, language, contactId, message: lines[at]!.body, before: lines.slice(0, at) };
  }

  /** False where a person has taken over meanwhile: whose word it is, the desk decides. */
  async post(call: CallContext, chatId: string, inReplyTo: string, said: { readonly body: string; readonly articleIds: readonly string[] }): Promise<boolean> {
    return unlessTaken(() => this.chats.postAssistantMessage(call, { chatId, inReplyTo, body: said.body, articleIds: [...said.articleIds] }));
  }

  handOver(call: CallContext, chatId: string, reason: HandOverReason, summary: string): Promise<boolean> {
    return unlessTaken(() => this.chats.handOverChat(call, { chatId, reason, summary }));
  }

  /** The customer's own cases that are not closed, asked with the customer's rights: no other's can come back, whatever was written in the chat. */
  async casesOf(call: CallContext, contactId: string): Promise<ChatCase[]> {
    const principal: Principal = {
      id: `customer:${contactId}` as UserId,
      tenant: call.tenant,
      kind: 'customer',
      roles: ['customer'],
      teams: [],
      contactId,
    };
    const { cases } = await this.cases.listCases(callOf('answer-chat', principal, call.trace, call.signal), { pageSize: 50 });
    return cases.filter(({ status }) => status !== CaseStatus.CLOSED).slice(0, 5);
  }

  private async lines(call: CallContext, chatId: string): Promise<(ChatLine & { readonly id: string })[]> {
    const lines: (ChatLine & { readonly id: string })[] = [];
    for (let pageToken = ''; ;) {
      const page = await this.chats.listChatMessages(call, { chatId, pageSize: 200, pageToken });
      lines.push(...page.messages.map(({ id, authorKind, body }) => ({ id, by: sides[authorKind] ?? ('colleague' as const), body })));
      if (!page.nextPageToken) return lines;
      pageToken = page.nextPageToken;
    }
  }
}

const sides: Partial<Record<AuthorKind, ChatLine['by']>> = { [AuthorKind.CUSTOMER]: 'customer', [AuthorKind.ASSISTANT]: 'assistant' };

async function unlessTaken(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.reason === 'WRONG_STATE') return false;
    throw thrown;
  }
}
