import { Injectable } from '@nestjs/common';
import {
  BookHandedOverSchema,
  CompanyUpdatedSchema,
  ContactUpdatedSchema,
  CorrectionProposedSchema,
  NoteWrittenSchema,
  TaskCreatedSchema,
  TaskDueSchema,
  TaskUpdatedSchema,
} from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import type { Pointer } from '../domain/notification.js';
import { NotificationStore } from '../store/notification.store.js';

const as = 'colleagues';
type OfTask = Pick<Said<typeof TaskCreatedSchema>, 'taskId' | 'subjectNoun' | 'subjectId' | 'ownerId'>;

/** Tells colleagues of what concerns them by name: somebody mentioned them, gave them a task or a customer, or a time has come. */
@Injectable()
export class NotifyColleagues {
  constructor(private readonly notifications: NotificationStore) {}

  @On(NoteWrittenSchema, { as })
  mentioned(tx: Tx, { noteId, subjectNoun, subjectId, mentions }: Said<typeof NoteWrittenSchema>) {
    const subject = { noun: subjectNoun, id: subjectId };
    return this.notifications.tell(tx, mentions, { kind: 'mention', record: { noun: 'note', id: noteId }, subject });
  }

  @On(TaskCreatedSchema, { as })
  taskSet(tx: Tx, task: Said<typeof TaskCreatedSchema>) {
    return this.notifications.tell(tx, [task.ownerId], { kind: 'task-assigned', ...placeOf(task) });
  }

  @On(TaskUpdatedSchema, { as })
  async taskChanged(tx: Tx, task: Said<typeof TaskUpdatedSchema>) {
    if (task.fields.includes('owner_id')) await this.notifications.tell(tx, [task.ownerId], { kind: 'task-assigned', ...placeOf(task) });
  }

  @On(TaskDueSchema, { as })
  taskDue(tx: Tx, task: Said<typeof TaskDueSchema>) {
    return this.notifications.tell(tx, [task.ownerId], { kind: 'task-due', ...placeOf(task), facts: { reason: task.reason } });
  }

  @On(ContactUpdatedSchema, { as })
  contactChanged(tx: Tx, { contactId, fields, origin }: Said<typeof ContactUpdatedSchema>) {
    return this.handedOver(tx, { noun: 'contact', id: contactId }, fields, origin);
  }

  @On(CompanyUpdatedSchema, { as })
  companyChanged(tx: Tx, { companyId, fields, origin }: Said<typeof CompanyUpdatedSchema>) {
    return this.handedOver(tx, { noun: 'company', id: companyId }, fields, origin);
  }

  @On(BookHandedOverSchema, { as })
  bookHandedOver(tx: Tx, { fromUserId, toUserId, contacts, companies }: Said<typeof BookHandedOverSchema>) {
    const facts = { contacts: String(contacts), companies: String(companies) };
    return this.notifications.tell(tx, [toUserId], { kind: 'record-handed-over', record: { noun: 'book', id: fromUserId }, facts });
  }

  @On(CorrectionProposedSchema, { as })
  corrected(tx: Tx, { correctionId, contactId, fields }: Said<typeof CorrectionProposedSchema>) {
    const { owner = '' } = tx.cause!;
    const subject = { noun: 'contact', id: contactId };
    return this.notifications.tell(tx, [owner], {
      kind: 'correction-proposed',
      record: { noun: 'correction', id: correctionId },
      subject,
      facts: { fields: fields.join(',') },
    });
  }

  /** Of a whole book its new owner is told once, not for every customer in it. */
  private async handedOver(tx: Tx, customer: Pointer, fields: readonly string[], origin: string): Promise<void> {
    const { owner = '' } = tx.cause!;
    if (!fields.includes('owner_id') || origin === 'hand-over') return;
    await this.notifications.tell(tx, [owner], { kind: 'record-handed-over', record: customer, subject: customer });
  }
}

function placeOf({ taskId, subjectNoun, subjectId }: OfTask): { readonly record: Pointer; readonly subject?: Pointer } {
  return { record: { noun: 'task', id: taskId }, ...(subjectId && { subject: { noun: subjectNoun, id: subjectId } }) };
}
