import { CaseMessageSchema, CaseMessageService, wire, type GetRequest, type ListCaseMessagesRequest, type PostCaseMessageRequest } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { authorOf } from '../domain/case.js';
import { CaseConversation } from '../store/case.conversation.js';
import { CaseMessageStore } from '../store/case-message.store.js';
import { CaseStore } from '../store/case.store.js';
import { ChatDesk } from '../store/chat.desk.js';

@Serves(CaseMessageService)
export class CaseMessageApi implements Serving<typeof CaseMessageService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CaseStore,
    private readonly messages: CaseMessageStore,
    private readonly conversation: CaseConversation,
    private readonly chats: ChatDesk,
  ) {}

  postCaseMessage(call: CallContext, { caseId, body, internal }: PostCaseMessageRequest) {
    const { principal, rights } = call;
    if (internal && !rights.scope('case-notes.read')) throw new AppError('forbidden', 'FORBIDDEN', { params: { permission: 'case-notes.read' } });
    return this.work.run(call, async (tx) => {
      const words = { authorKind: authorOf(principal), authorId: principal.id, internal, body };
      const { message, of } = await this.conversation.write(tx, caseId, words);
      if (of.chatId && !internal) await this.chats.repeat(tx, of.chatId, words);
      call.notes.created = true;
      return wire(CaseMessageSchema, message);
    });
  }

  getCaseMessage(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => {
      const message = await this.messages.shown(tx, id);
      await this.cases.assertVisible(tx, message.caseId);
      return wire(CaseMessageSchema, message);
    });
  }

  listCaseMessages(call: CallContext, { caseId, pageSize, pageToken }: ListCaseMessagesRequest) {
    return this.work.read(call, async (tx) => {
      await this.cases.assertVisible(tx, caseId);
      const { records, nextPageToken } = await this.messages.of(tx, caseId, { pageSize, pageToken });
      return { messages: records.map((record) => wire(CaseMessageSchema, record)), nextPageToken };
    });
  }
}
