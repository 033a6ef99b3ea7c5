import { Injectable } from '@nestjs/common';
import {
  ChatHandedOverSchema,
  ChatMessagePostedSchema,
  ChatMovedSchema,
  ChatStartedSchema,
  type ChatMessageSchema,
  type ChatSchema,
  type PlainOf,
} from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { authorKind, caseChannel, newCase } from '../domain/case.js';
import { chatState, handedOver, handOverNotice, titleOf, wrote } from '../domain/chat.js';
import { CaseConversation } from './case.conversation.js';
import { ChatMessageStore } from './chat-message.store.js';
import { ChatStore } from './chat.store.js';
import { DeskCases } from './desk.cases.js';

type Chat = PlainOf<typeof ChatSchema>;
type ChatMessage = PlainOf<typeof ChatMessageSchema>;

/** Something that is to be written into a chat. */
export interface ChatWords {
  readonly authorKind: number;
  /** The account that writes; kept for colleagues alone. */
  readonly authorId: string;
  readonly body: string;
  readonly inReplyTo?: string;
  readonly articleIds?: readonly string[];
}

/** Chats as the desk works on them. Once a chat has a case, whatever is written in one stands in the other too. */
@Injectable()
export class ChatDesk {
  constructor(
    private readonly chats: ChatStore,
    private readonly messages: ChatMessageStore,
    private readonly desk: DeskCases,
    private readonly conversation: CaseConversation,
  ) {}

  async start(tx: Tx, contactId: string, language: string): Promise<Chat> {
    const chat = await this.chats.insert(tx, { contactId, language, state: chatState.assistant });
    tx.say(ChatStartedSchema, { chatId: chat.id, contactId, language });
    return chat;
  }

  /** Writes into a chat, and into its case while that takes anything. */
  async write(tx: Tx, chatId: string, words: ChatWords): Promise<ChatMessage> {
    const { chat, message } = await this.put(tx, chatId, words);
    if (chat.caseId && (await this.conversation.isOpen(tx, chat.caseId))) {
      await this.conversation.write(tx, chat.caseId, { authorKind: words.authorKind, authorId: message.authorId, internal: false, body: words.body });
    }
    return message;
  }

  /** Says in a chat what was written into its case; nothing where the chat is over. */
  async repeat(tx: Tx, chatId: string, words: ChatWords): Promise<void> {
    if ((await this.chats.get(tx, chatId)).state !== chatState.closed) await this.put(tx, chatId, words);
  }

  /** Makes a visitor's chat a customer's; a case that it has stays without one. False when it is somebody's already. */
  async identify(tx: Tx, id: string, contactId: string): Promise<boolean> {
    if (!(await this.chats.identify(tx, id, contactId))) return false;
    tx.say(ChatMovedSchema, { chatId: id, contactId });
    return true;
  }

  /** Changes whose word it is. */
  async move(tx: Tx, id: string, rule: (current: Chat) => Chat): Promise<Chat> {
    const { after, fields } = await this.chats.change(tx, id, '', rule);
    if (fields.length > 0) tx.say(ChatMovedSchema, { chatId: id, contactId: after.contactId, state: after.state, ownerId: after.ownerId }, aboutOf(after));
    return after;
  }

  /** Hands a chat over to people: a case with all that was said, and a word to the customer. Done once; a chat that has its case stays as it is. */
  async handOver(tx: Tx, chatId: string, { reason, summary }: { readonly reason: number; readonly summary: string }): Promise<Chat> {
    const { before, after } = await this.chats.change(tx, chatId, '', (current) => handedOver(current, reason));
    if (before.caseId) return after;
    const caseId = await this.openCase(tx, after, summary);
    const { after: linked } = await this.chats.change(tx, chatId, '', (current) => ({ ...current, caseId }));
    tx.say(ChatHandedOverSchema, { chatId, contactId: linked.contactId, caseId, reason }, aboutOf(linked));
    return linked;
  }

  private async openCase(tx: Tx, { id: chatId, contactId, language }: Chat, summary: string): Promise<string> {
    const said = await this.messages.whole(tx, chatId);
    const title = titleOf(language, said.find((one) => one.authorKind === authorKind.customer)?.body ?? '');
    const draft = { ...blankCase, contactId, language, chatId, title, description: summary };
    const opened = await this.desk.open(tx, { ...newCase(draft, tx.call.principal), channel: caseChannel.chat });
    const notice = handOverNotice(language, opened.number);
    const told = await this.messages.insert(tx, { chatId, contactId, authorKind: authorKind.assistant, body: notice });
    await this.conversation.carry(tx, opened, [...said, told]);
    const spoken = { chatId, messageId: told.id, authorKind: authorKind.assistant, contactId, state: chatState.waiting, language };
    tx.say(ChatMessagePostedSchema, spoken);
    return opened.id;
  }

  private async put(tx: Tx, chatId: string, { authorKind: kind, authorId, body, inReplyTo = '', articleIds = [] }: ChatWords) {
    const by = { kind, id: kind === authorKind.agent ? authorId : '' };
    const { after: chat } = await this.chats.change(tx, chatId, '', (current) => wrote(current, by, tx.now));
    const { contactId, state, language } = chat;
    const message = await this.messages.insert(tx, { chatId, contactId, authorKind: kind, authorId: by.id, body, inReplyTo, articleIds });
    tx.say(ChatMessagePostedSchema, { chatId, messageId: message.id, authorKind: kind, contactId, state, language }, aboutOf(chat));
    return { chat, message };
  }
}

const blankCase = { contactId: '', companyId: '', priority: 0, status: 0, channel: 0, tags: [], ownerId: '', teamId: '', reopened: 0, type: 0 };

function aboutOf({ ownerId, teamId }: Chat) {
  return { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
}
