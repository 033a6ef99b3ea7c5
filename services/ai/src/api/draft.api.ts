import {
  AiUse,
  DraftSchema,
  DraftService,
  DraftState,
  DraftWrittenSchema,
  plain,
  wire,
  type DraftEmailRequest,
  type GetRequest,
  type ListOutboxRequest,
  type ListRequest,
  type SendDraftRequest,
  type UpdateDraftRequest,
} from '@rapport/contracts';
import { AppError, sentence, withoutCommand, type CallContext, type Reason } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { owned } from '../domain/call.js';
import { Drafting } from '../drafting/drafting.js';
import { aboutOf, isWritable, Sending } from '../drafting/sending.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { DraftStore, type DraftRow } from '../store/draft.store.js';

const left = 'state = "sending" OR state = "sent" OR state = "stopped"';

@Serves(DraftService)
export class DraftApi implements Serving<typeof DraftService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftStore,
    private readonly drafting: Drafting,
    private readonly sending: Sending,
    private readonly ledger: AiLedgerStore,
  ) {}

  async draftEmail(call: CallContext, { draft: asked }: DraftEmailRequest) {
    const wish = plain(DraftSchema, asked!);
    // The key is the draft's: what is asked on the way is not kept under it.
    const unkeyed = withoutCommand(call);
    const { inputIds, ...drafted } = await this.drafting.draft(unkeyed, wish);
    return this.work.run(call, async (tx) => {
      const { contactId } = wish;
      const words = { subjectLine: wish.subjectLine || drafted.subjectLine, body: wish.body || drafted.body };
      const fresh = { ...owned(wish, call.principal), ...drafted, ...words, citations: [...drafted.citations], state: DraftState.WRITING };
      const kept = await this.drafts.insert(tx, fresh);
      const result = {
        use: AiUse.DRAFTS,
        kind: 'draft',
        outputId: kept.id,
        output: `${drafted.subjectLine}\n${drafted.body}`,
        model: drafted.model,
        modelVersion: '1',
      };
      const evidenceIds = drafted.citations.map(({ articleId, version, passage }) => `${articleId}@${version}#${passage}`);
      const ledgerId = this.ledger.note(tx, { ...result, subject: { noun: 'contact', id: contactId }, inputIds, evidenceIds });
      const { after } = await this.drafts.change(tx, kept.id, '', (current) => ({ ...current, ledgerId }));
      call.notes.created = true;
      return this.written(tx, after);
    });
  }

  getDraft(call: CallContext, { id, fields }: GetRequest) {
    return this.work.read(call, async (tx) => shown(tx, await this.drafts.get(tx, id, { fields })));
  }

  listDrafts(call: CallContext, request: ListRequest) {
    return this.work.read(call, async (tx) => {
      const { records, ...page } = await this.drafts.page(tx, request, { inAddress: true });
      return { drafts: records.map((record) => shown(tx, record)), ...page };
    });
  }

  listOutbox(call: CallContext, page: ListOutboxRequest) {
    const { pageSize, pageToken } = page;
    return this.listDrafts(call, { pageSize, pageToken, filter: left, orderBy: '', fields: '', showDeleted: false, count: false } as ListRequest);
  }

  updateDraft(call: CallContext, { draft, updateMask }: UpdateDraftRequest) {
    const { id, etag, subjectLine, body } = draft!;
    const given = { subject_line: subjectLine, body };
    const paths = updateMask?.paths ?? Object.entries(given).flatMap(([name, value]) => (value ? [name] : []));
    const change = { ...(paths.includes('subject_line') && { subjectLine }), ...(paths.includes('body') && { body }) };
    return this.work.run(call, async (tx) => {
      const { after } = await this.drafts.change(tx, id, etag, (current) => {
        if (!isWritable(current)) throw new AppError('conflict', 'DRAFT_GONE');
        return { ...current, ...change };
      });
      return this.written(tx, after);
    });
  }

  /** Without the key: what was refused may be allowed when it is asked again, and what was sent is not sent twice anyway. */
  async sendDraft(asking: CallContext, { id, etag }: SendDraftRequest) {
    const call = withoutCommand(asking);
    const sent = await this.sending.send(call, id, etag);
    return this.work.read(call, async (tx) => shown(tx, sent));
  }

  private written(tx: Tx, draft: DraftRow) {
    tx.say(DraftWrittenSchema, { draftId: draft.id, contactId: draft.contactId }, aboutOf(draft));
    return shown(tx, draft);
  }
}

function shown({ call }: Tx, draft: DraftRow) {
  return wire(DraftSchema, { ...draft, advice: draft.trouble ? sentence(call.locale, draft.trouble as Reason) : '' });
}
