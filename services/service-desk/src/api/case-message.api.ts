import {
  CaseMessagePostedSchema,
  CaseMessageSchema,
  CaseMessageService,
  CaseNotePostedSchema,
  wire,
  type ListCaseMessagesRequest,
  type PostCaseMessageRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { answered, authorOf } from '../domain/case.js';
import { CaseMessageStore } from '../store/case-message.store.js';
import { CaseStore } from '../store/case.store.js';
import { DeskCases } from '../store/desk.cases.js';

@Serves(CaseMessageService)
export class CaseMessageApi implements Serving<typeof CaseMessageService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly messages: CaseMessageStore,
    private readonly cases: CaseStore,
    private readonly desk: DeskCases,
  ) {}

  postCaseMessage(call: CallContext, { caseId, body, internal }: PostCaseMessageRequest) {
    const { principal, rights } = call;
    if (internal && !rights.scope('case-notes.read')) throw new AppError('forbidden', 'FORBIDDEN', { params: { permission: 'case-notes.read' } });
    return this.work.run(call, async (tx) => {
      const authorKind = authorOf(principal);
      const before = await this.cases.get(tx, caseId);
      const after = internal ? before : await this.desk.change(tx, { id: caseId }, (current) => answered(current, authorKind, tx.now));
      const { contactId, ownerId, teamId } = after;
      const written = await this.messages.insert(tx, { caseId, contactId, authorKind, authorId: principal.id, internal, body });
      const about = { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
      const firstResponse = !before.firstResponseAt && after.firstResponseAt !== undefined;
      if (internal) tx.say(CaseNotePostedSchema, { messageId: written.id, caseId }, about);
      else tx.say(CaseMessagePostedSchema, { messageId: written.id, caseId, contactId, authorKind, firstResponse }, about);
      call.notes.created = true;
      return wire(CaseMessageSchema, written);
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
