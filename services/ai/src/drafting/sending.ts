import { Injectable } from '@nestjs/common';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { DraftDecidedSchema, DraftSentSchema, DraftState } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { JobQueue, UnitOfWork, type Tx } from '@rapport/persistence';
import { missingIn, purposeOf, withoutMarks } from '../domain/draft/templates.js';
import { DraftStore, type DraftRow } from '../store/draft.store.js';
import { Addressees } from './addressees.js';

/** How often an e-mail is carried to a server that is away: over about five hours, ever more seldom. Then it is stopped and says so, and somebody sends it again. */
export const deliveryAttempts = 15;

const writable: readonly DraftState[] = [DraftState.WRITING, DraftState.STOPPED];

/** Whether its words may still be changed, and it may still be sent. */
export function isWritable({ state }: Pick<DraftRow, 'state'>): boolean {
  return writable.includes(state);
}

/** Sends e-mails: once, and only where the customer allows it at that moment. The row decides; the job that carries it out may run again. */
@Injectable()
export class Sending {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftStore,
    private readonly addressees: Addressees,
    private readonly jobs: JobQueue,
  ) {}

  /** Again for one that is on its way or sent is nothing. Throws `DRAFT_UNFINISHED` and `NO_ADDRESS`. */
  async send(call: CallContext, id: string, etag: string): Promise<DraftRow> {
    const draft = await this.work.read(call, async (tx) => {
      await this.drafts.assertWritable(tx, id);
      return this.drafts.get(tx, id);
    });
    if (!isWritable(draft)) return draft;
    if (missingIn(draft).length > 0) throw new AppError('conflict', 'DRAFT_UNFINISHED');
    const { email } = await this.addressees.get(call, draft.contactId);
    if (!email) throw new AppError('conflict', 'NO_ADDRESS');
    const purpose = purposeOf(draft.kind);
    const { allowed, reason, decisionId } = await this.addressees.may(call, { id, contactId: draft.contactId, purpose });
    const decided = allowed ? { state: DraftState.SENDING, trouble: '', sentTo: email, decisionId } : { trouble: reason, decisionId };
    return this.work.run(call, async (tx) => {
      const { after, fields } = await this.drafts.change(tx, id, etag, (current) => {
        if (!isWritable(current)) return current;
        return { ...current, ...decided, ...(allowed && { body: withoutMarks(current.body), sentBy: call.principal.id }) };
      });
      if (fields.length === 0) return after;
      tx.say(DraftDecidedSchema, { draftId: id, contactId: after.contactId, purpose, allowed, reason }, aboutOf(after));
      if (allowed) await this.jobs.enqueue(tx, 'deliver-email', { draftId: id }, { key: id, priority: 5, maxAttempts: deliveryAttempts });
      return after;
    });
  }

  /** The e-mail, if it still has to go; nothing when it went or may go no more: then it is stopped and says why. */
  async due(call: CallContext, id: string): Promise<DraftRow | undefined> {
    const draft = await this.work.read(call, (tx) => this.drafts.get(tx, id));
    if (draft.state !== DraftState.SENDING) return undefined;
    const { allowed, reason } = await this.addressees.may(call, { id, contactId: draft.contactId, purpose: purposeOf(draft.kind) });
    if (allowed) return draft;
    await this.stop(call, id, reason);
    return undefined;
  }

  async stop(call: CallContext, id: string, trouble: string): Promise<void> {
    await this.work.run(call, (tx) => this.drafts.change(tx, id, '', (current) => ({ ...current, state: DraftState.STOPPED, trouble })));
  }

  async sent(tx: Tx, id: string): Promise<void> {
    const { after, before } = await this.drafts.change(tx, id, '', (current) =>
      current.state === DraftState.SENDING ? { ...current, state: DraftState.SENT, sentAt: tx.now } : current,
    );
    if (before.state === after.state) return;
    tx.say(DraftSentSchema, { draftId: id, contactId: after.contactId, purpose: purposeOf(after.kind), sentAt: timestampFromDate(tx.now) }, aboutOf(after));
  }
}

/** Whose an event about it is. */
export function aboutOf({ ownerId, teamId }: Pick<DraftRow, 'ownerId' | 'teamId'>) {
  return { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
}
