import { Injectable } from '@nestjs/common';
import {
  CompanyCreatedSchema,
  CompanyDeletedSchema,
  CompanyRestoredSchema,
  CompanyUpdatedSchema,
  ContactCreatedSchema,
  ContactDeletedSchema,
  ContactRestoredSchema,
  ContactUpdatedSchema,
  NoteWrittenSchema,
  RelationCreatedSchema,
  RelationDeletedSchema,
  RelationUpdatedSchema,
} from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { ownEntry } from '../domain/timeline.js';
import { TimelineStore } from '../store/timeline.store.js';

/** Whose timeline; `part` where one event gives several entries. */
interface Place {
  readonly noun: string;
  readonly id: string;
  readonly part?: string;
}

type Facts = Readonly<Record<string, string>>;
type Ends = Pick<Said<typeof RelationDeletedSchema>, 'fromNoun' | 'fromId' | 'toNoun' | 'toId' | 'role'>;

/** What happens in the customer base itself becomes part of the customer's timeline. */
@Injectable()
export class KeepTimeline {
  constructor(private readonly timeline: TimelineStore) {}

  @On(ContactCreatedSchema)
  contactCreated(tx: Tx, { contactId, source }: Said<typeof ContactCreatedSchema>) {
    return this.begin(tx, 'contact', contactId, { source });
  }

  @On(ContactUpdatedSchema)
  contactUpdated(tx: Tx, { contactId, fields }: Said<typeof ContactUpdatedSchema>) {
    return this.put(tx, { noun: 'contact', id: contactId }, 'changed', { fields: fields.join(',') });
  }

  @On(ContactDeletedSchema)
  contactDeleted(tx: Tx, { contactId }: Said<typeof ContactDeletedSchema>) {
    return this.put(tx, { noun: 'contact', id: contactId }, 'deleted');
  }

  @On(ContactRestoredSchema)
  contactRestored(tx: Tx, { contactId }: Said<typeof ContactRestoredSchema>) {
    return this.put(tx, { noun: 'contact', id: contactId }, 'restored');
  }

  @On(CompanyCreatedSchema)
  companyCreated(tx: Tx, { companyId, source }: Said<typeof CompanyCreatedSchema>) {
    return this.begin(tx, 'company', companyId, { source });
  }

  @On(CompanyUpdatedSchema)
  companyUpdated(tx: Tx, { companyId, fields }: Said<typeof CompanyUpdatedSchema>) {
    return this.put(tx, { noun: 'company', id: companyId }, 'changed', { fields: fields.join(',') });
  }

  @On(CompanyDeletedSchema)
  companyDeleted(tx: Tx, { companyId }: Said<typeof CompanyDeletedSchema>) {
    return this.put(tx, { noun: 'company', id: companyId }, 'deleted');
  }

  @On(CompanyRestoredSchema)
  companyRestored(tx: Tx, { companyId }: Said<typeof CompanyRestoredSchema>) {
    return this.put(tx, { noun: 'company', id: companyId }, 'restored');
  }

  @On(NoteWrittenSchema)
  noteWritten(tx: Tx, { noteId, subjectNoun, subjectId, action }: Said<typeof NoteWrittenSchema>) {
    return this.put(tx, { noun: subjectNoun, id: subjectId }, 'note', { note: noteId, action });
  }

  @On(RelationCreatedSchema)
  relationCreated(tx: Tx, relation: Said<typeof RelationCreatedSchema>) {
    return this.putToBoth(tx, relation, 'related');
  }

  @On(RelationUpdatedSchema)
  relationUpdated(tx: Tx, relation: Said<typeof RelationUpdatedSchema>) {
    return this.putToBoth(tx, relation, 'changed', { fields: 'relations' });
  }

  @On(RelationDeletedSchema)
  relationDeleted(tx: Tx, relation: Said<typeof RelationDeletedSchema>) {
    return this.putToBoth(tx, relation, 'unrelated');
  }

  /** A relation stands in the history of both of its ends, each time with the other one. */
  private async putToBoth(tx: Tx, relation: Ends, kind: string, more: Facts = {}): Promise<void> {
    const { fromNoun, fromId, toNoun, toId, role } = relation;
    // What was said before the event named its ends has none.
    if (!fromId) return;
    const [from, to] = [
      { noun: fromNoun, id: fromId },
      { noun: toNoun, id: toId },
    ];
    await this.put(tx, { ...from, part: 'from' }, kind, { ...more, role, side: 'from', ...to });
    await this.put(tx, { ...to, part: 'to' }, kind, { ...more, role, side: 'to', ...from });
  }

  private async begin(tx: Tx, noun: string, id: string, facts: Facts): Promise<void> {
    const { eventId, at, by } = tx.cause!;
    this.timeline.begin(tx, ownEntry({ noun, id }, 'created', { eventId, at, by, facts }));
  }

  private async put(tx: Tx, { noun, id, part = '' }: Place, kind: string, facts: Facts = {}): Promise<void> {
    const { eventId, at, by } = tx.cause!;
    try {
      await this.timeline.put(tx, ownEntry({ noun, id }, kind, { eventId, part, at, by, facts }));
    } catch (thrown) {
      // A person erased since then has no timeline to keep.
      if (!(thrown instanceof AppError && thrown.reason === 'ERASED')) throw thrown;
    }
  }
}
