import { Injectable } from '@nestjs/common';
import { CaseMessagePostedSchema, CaseNotePostedSchema, type CaseMessageSchema, type CaseSchema, type PlainOf } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { answered, caseStatus } from '../domain/case.js';
import { CaseMessageStore } from './case-message.store.js';
import { CaseStore } from './case.store.js';
import { DeskCases } from './desk.cases.js';

type Case = PlainOf<typeof CaseSchema>;

/** Something that is to be written into a case. */
export interface Words {
  readonly authorKind: number;
  readonly authorId: string;
  readonly internal: boolean;
  readonly body: string;
}

/** Something that was said before there was a case. */
export interface SaidBefore {
  readonly authorKind: number;
  readonly authorId: string;
  readonly body: string;
  readonly createdAt?: Date | undefined;
}

/** What was written, and the case after it. */
export interface Written {
  readonly message: PlainOf<typeof CaseMessageSchema>;
  readonly of: Case;
}

/** The conversations of cases: what is written moves the case, and is told of. */
@Injectable()
export class CaseConversation {
  constructor(
    private readonly cases: CaseStore,
    private readonly messages: CaseMessageStore,
    private readonly desk: DeskCases,
  ) {}

  async write(tx: Tx, caseId: string, words: Words): Promise<Written> {
    const before = await this.cases.get(tx, caseId);
    const after = words.internal ? before : await this.desk.change(tx, { id: caseId }, (current) => answered(current, words.authorKind, tx.now));
    const { contactId } = after;
    const message = await this.messages.insert(tx, { ...words, caseId, contactId });
    const about = { ...(after.ownerId && { owner: after.ownerId }), ...(after.teamId && { team: after.teamId }) };
    const firstResponse = !before.firstResponseAt && after.firstResponseAt !== undefined;
    if (words.internal) tx.say(CaseNotePostedSchema, { messageId: message.id, caseId }, about);
    else tx.say(CaseMessagePostedSchema, { messageId: message.id, caseId, contactId, authorKind: words.authorKind, firstResponse }, about);
    return { message, of: after };
  }

  /** Carries what was said elsewhere into a new case, with its times. */
  async carry(tx: Tx, { id: caseId, contactId }: Case, said: readonly SaidBefore[]): Promise<void> {
    for (const { authorKind, authorId, body, createdAt = tx.now } of said)
      await this.messages.insertAt(tx, { caseId, contactId, authorKind, authorId, body }, createdAt);
  }

  /** Makes nobody's case a customer's, with all that was said in it. False when it is somebody's already. */
  async giveTo(tx: Tx, caseId: string, contactId: string): Promise<boolean> {
    const { before } = await this.cases.change(tx, caseId, '', (current) => ({ ...current, contactId: current.contactId || contactId }));
    if (before.contactId) return false;
    for (const id of await this.messages.idsOf(tx, caseId)) await this.messages.change(tx, id, '', (current) => ({ ...current, contactId }));
    return true;
  }

  /** Whether anything can still be written into a case. */
  async isOpen(tx: Tx, caseId: string): Promise<boolean> {
    return (await this.cases.get(tx, caseId)).status !== caseStatus.closed;
  }
}
