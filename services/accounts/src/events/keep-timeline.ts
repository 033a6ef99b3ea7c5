import type { Message } from '@bufbuild/protobuf';
import { Injectable } from '@nestjs/common';
import {
  CompanyCreatedSchema,
  concernedBy,
  ContactCreatedSchema,
  lineOf,
  registry,
  RelationCreatedSchema,
  RelationDeletedSchema,
  RelationUpdatedSchema,
  timelineEvents,
} from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { On, OnEach, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { saidEntry } from '../domain/timeline.js';
import { isCustomer, type CustomerRef } from '../store/customer.stores.js';
import { TimelineStore } from '../store/timeline.store.js';

interface Line {
  readonly kind: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly source?: string;
  readonly at?: Date | undefined;
  readonly part?: string | undefined;
}

type Ends = Pick<Said<typeof RelationDeletedSchema>, 'fromNoun' | 'fromId' | 'toNoun' | 'toId' | 'role'>;

/** What happens with a customer becomes part of their timeline, whichever service says it: as the event's contract asks, and here where that cannot say it. */
@Injectable()
export class KeepTimeline {
  constructor(private readonly timeline: TimelineStore) {}

  @OnEach(timelineEvents)
  async happened(tx: Tx, said: Message): Promise<void> {
    const event = registry.getMessage(said.$typeName)!;
    const line = lineOf(event, said);
    const concerned = concernedBy(event, said).filter(isCustomer);
    for (const { role, ...subject } of concerned) await this.put(tx, subject, { ...line, ...(concerned.length > 1 && { part: role }) });
  }

  @On(ContactCreatedSchema)
  contactCreated(tx: Tx, { contactId, source }: Said<typeof ContactCreatedSchema>) {
    return this.begin(tx, { noun: 'contact', id: contactId }, source);
  }

  @On(CompanyCreatedSchema)
  companyCreated(tx: Tx, { companyId, source }: Said<typeof CompanyCreatedSchema>) {
    return this.begin(tx, { noun: 'company', id: companyId }, source);
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
  private async putToBoth(tx: Tx, relation: Ends, kind: string, more: Line['facts'] = {}): Promise<void> {
    const { fromNoun, fromId, toNoun, toId, role } = relation;
    // What was said before the event named its ends has none.
    if (!fromId) return;
    const [from, to] = [
      { noun: fromNoun, id: fromId },
      { noun: toNoun, id: toId },
    ];
    await this.put(tx, from, { kind, part: 'from', facts: { ...more, role, side: 'from', ...to } });
    await this.put(tx, to, { kind, part: 'to', facts: { ...more, role, side: 'to', ...from } });
  }

  private async begin(tx: Tx, customer: CustomerRef, origin: string): Promise<void> {
    const { eventId, at, by } = tx.cause!;
    this.timeline.begin(tx, saidEntry(customer, 'created', { source: 'accounts', eventId, at, by, facts: { source: origin } }));
  }

  private async put(tx: Tx, customer: CustomerRef, { kind, facts, part, at, source = 'accounts' }: Line): Promise<void> {
    const { eventId, at: saidAt, by } = tx.cause!;
    try {
      await this.timeline.put(tx, saidEntry(customer, kind, { source, eventId, part, at: at ?? saidAt, by, facts }));
    } catch (thrown) {
      // A person erased since then has no timeline to keep.
      if (!(thrown instanceof AppError && thrown.reason === 'ERASED')) throw thrown;
    }
  }
}
