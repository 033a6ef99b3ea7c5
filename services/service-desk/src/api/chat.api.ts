import {
  ChatMessageSchema,
  ChatSchema,
  ChatService,
  HandOverReason,
  wire,
  type EndChatRequest,
  type GetRequest,
  type HandOverChatRequest,
  type IdentifyChatRequest,
  type ListChatMessagesRequest,
  type ListRequest,
  type PostAssistantMessageRequest,
  type PostChatMessageRequest,
  type RequestHumanRequest,
  type StartChatRequest,
  type TakeOverChatRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { authorKind, authorOf } from '../domain/case.js';
import { ended, takenOver } from '../domain/chat.js';
import { ChatDesk } from '../store/chat.desk.js';
import { ChatMessageStore } from '../store/chat-message.store.js';
import { ChatStore } from '../store/chat.store.js';

@Serves(ChatService)
export class ChatApi implements Serving<typeof ChatService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly chats: ChatStore,
    private readonly messages: ChatMessageStore,
    private readonly desk: ChatDesk,
  ) {}

  startChat(call: CallContext, { language }: StartChatRequest) {
    return this.work.run(call, async (tx) => {
      call.notes.created = true;
      return wire(ChatSchema, await this.desk.start(tx, call.principal.contactId ?? '', language || call.locale));
    });
  }

  getChat(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => wire(ChatSchema, await this.chats.get(tx, id)));
  }

  listChats(call: CallContext, request: ListRequest) {
    return this.work.read(call, async (tx) => {
      const { records, ...page } = await this.chats.page(tx, request, { inAddress: true });
      return { chats: records.map((record) => wire(ChatSchema, record)), ...page };
    });
  }

  postChatMessage(call: CallContext, { chatId, body }: PostChatMessageRequest) {
    const { principal } = call;
    return this.work.run(call, async (tx) => {
      call.notes.created = true;
      return wire(ChatMessageSchema, await this.desk.write(tx, chatId, { authorKind: authorOf(principal), authorId: principal.id, body }));
    });
  }

  listChatMessages(call: CallContext, { chatId, pageSize, pageToken }: ListChatMessagesRequest) {
    return this.work.read(call, async (tx) => {
      await this.chats.assertVisible(tx, chatId);
      const { records, nextPageToken } = await this.messages.of(tx, chatId, { pageSize, pageToken });
      return { messages: records.map((record) => wire(ChatMessageSchema, record)), nextPageToken };
    });
  }

  requestHuman(call: CallContext, { id }: RequestHumanRequest) {
    return this.handOver(call, id, HandOverReason.ASKED, '');
  }

  handOverChat(call: CallContext, { chatId, reason, summary }: HandOverChatRequest) {
    return this.handOver(call, chatId, reason, summary);
  }

  takeOverChat(call: CallContext, { id }: TakeOverChatRequest) {
    return this.work.run(call, async (tx) => wire(ChatSchema, await this.desk.move(tx, id, (current) => takenOver(current, call.principal.id))));
  }

  endChat(call: CallContext, { id }: EndChatRequest) {
    return this.work.run(call, async (tx) => wire(ChatSchema, await this.desk.move(tx, id, ended)));
  }

  identifyChat(call: CallContext, { token }: IdentifyChatRequest) {
    return this.work.run(call, async (tx) => {
      const id = await this.chats.idOfToken(tx, token);
      if (!(await this.desk.identify(tx, id, call.principal.contactId ?? ''))) throw new AppError('conflict', 'CHAT_TOKEN_SPENT');
      return wire(ChatSchema, await this.chats.get(tx, id));
    });
  }

  postAssistantMessage(call: CallContext, { chatId, inReplyTo, body, articleIds }: PostAssistantMessageRequest) {
    return this.work.run(call, async (tx) => {
      // Locked first: of two answers at once, the second finds the first.
      await this.chats.get(tx, chatId, { forUpdate: true });
      const known = await this.messages.answerTo(tx, chatId, inReplyTo);
      const words = { authorKind: authorKind.assistant, authorId: '', body, inReplyTo, articleIds };
      return wire(ChatMessageSchema, known ?? (await this.desk.write(tx, chatId, words)));
    });
  }

  private handOver(call: CallContext, chatId: string, reason: HandOverReason, summary: string) {
    return this.work.run(call, async (tx) => wire(ChatSchema, await this.desk.handOver(tx, chatId, { reason, summary })));
  }
}
