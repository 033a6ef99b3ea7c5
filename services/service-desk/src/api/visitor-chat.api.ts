import {
  ChatMessageSchema,
  HandOverReason,
  VisitorChatService,
  wire,
  type GetVisitorSitesRequest,
  type PostVisitorMessageRequest,
  type ReadVisitorChatRequest,
  type RequestVisitorHumanRequest,
  type StartVisitorChatRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { authorKind } from '../domain/case.js';
import { assertRoom, assertRoomForVisitor, mostVisitorChatsHourly } from '../domain/chat.js';
import { ChatDesk } from '../store/chat.desk.js';
import { ChatMessageStore } from '../store/chat-message.store.js';
import { ChatStore } from '../store/chat.store.js';
import { DeskSettingsStore } from '../store/desk-settings.store.js';

const hourMs = 3_600_000;

/** Every handler begins with the chat of the token: the caller is the door, speaking for somebody unknown, and has no other right here. */
@Serves(VisitorChatService)
export class VisitorChatApi implements Serving<typeof VisitorChatService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly chats: ChatStore,
    private readonly messages: ChatMessageStore,
    private readonly desk: ChatDesk,
    private readonly settings: DeskSettingsStore,
  ) {}

  startVisitorChat(call: CallContext, { language }: StartVisitorChatRequest) {
    return this.work.run(call, async (tx) => {
      const { visitors } = await this.settings.get(tx);
      if (!visitors) throw new AppError('conflict', 'NO_VISITORS');
      assertRoomForVisitor(await this.chats.begunByVisitors(tx, new Date(tx.now.getTime() - hourMs), mostVisitorChatsHourly));
      const chat = await this.desk.start(tx, '', language || call.locale);
      return { chatId: chat.id, token: this.chats.giveToken(tx, chat.id), state: chat.state };
    });
  }

  postVisitorMessage(call: CallContext, { token, body }: PostVisitorMessageRequest) {
    return this.work.run(call, async (tx) => {
      const chatId = await this.chats.idOfToken(tx, token);
      assertRoom(await this.messages.countOf(tx, chatId, authorKind.customer));
      return wire(ChatMessageSchema, await this.desk.write(tx, chatId, { authorKind: authorKind.customer, authorId: '', body }));
    });
  }

  readVisitorChat(call: CallContext, { token, pageSize, pageToken }: ReadVisitorChatRequest) {
    return this.work.read(call, async (tx) => {
      const chatId = await this.chats.idOfToken(tx, token);
      const { state } = await this.chats.get(tx, chatId);
      const { records, nextPageToken } = await this.messages.of(tx, chatId, { pageSize, pageToken });
      return { state, messages: records.map((record) => wire(ChatMessageSchema, { ...record, authorId: '' })), nextPageToken };
    });
  }

  getVisitorSites(call: CallContext, _: GetVisitorSitesRequest) {
    return this.work.read(call, async (tx) => ({ origins: [...(await this.settings.get(tx)).visitorSites] }));
  }

  requestVisitorHuman(call: CallContext, { token }: RequestVisitorHumanRequest) {
    return this.work.run(call, async (tx) => {
      const chatId = await this.chats.idOfToken(tx, token);
      const { state } = await this.desk.handOver(tx, chatId, { reason: HandOverReason.ASKED, summary: '' });
      return { chatId, token: '', state };
    });
  }
}
