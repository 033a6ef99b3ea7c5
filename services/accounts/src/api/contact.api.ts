import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  ContactCreatedSchema,
  ContactDeletedSchema,
  ContactErasedSchema,
  ContactRestoredSchema,
  ContactSchema,
  ContactService,
  ContactUpdatedSchema,
  type BatchWriteContactsRequest,
  type CreateContactRequest,
  type DeleteRequest,
  type EraseContactRequest,
  type GetRequest,
  type ListRequest,
  type PlainOf,
  type RestoreRequest,
  type UpdateContactRequest,
  type UpsertContactRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { RecordVerbs, UnitOfWork, type NounRules } from '@rapport/persistence';
import { changedContact, newContact } from '../domain/contact.js';
import { ContactStore } from '../store/contact.store.js';
import { TraceStore } from '../store/trace.store.js';

const rules: NounRules<PlainOf<typeof ContactSchema>> = {
  created: (draft, call) => newContact(draft, call.principal),
  changed: changedContact,
  externalId: 'externalId',
  events: { created: ContactCreatedSchema, updated: ContactUpdatedSchema, deleted: ContactDeletedSchema, restored: ContactRestoredSchema },
};

@Serves(ContactService)
export class ContactApi implements Serving<typeof ContactService> {
  private readonly verbs: RecordVerbs<typeof ContactSchema>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly contacts: ContactStore,
    private readonly traces: TraceStore,
  ) {
    this.verbs = new RecordVerbs(work, contacts, rules);
  }

  createContact(call: CallContext, { contact }: CreateContactRequest) {
    return this.verbs.create(call, contact);
  }

  upsertContact(call: CallContext, { externalId, contact }: UpsertContactRequest) {
    return this.verbs.upsert(call, externalId, contact);
  }

  getContact(call: CallContext, { id }: GetRequest) {
    return this.verbs.get(call, id);
  }

  async listContacts(call: CallContext, request: ListRequest) {
    const { records, ...page } = await this.verbs.page(call, request, true);
    return { contacts: records, ...page };
  }

  async searchContacts(call: CallContext, request: ListRequest) {
    const { records, ...page } = await this.verbs.page(call, request, false);
    return { contacts: records, ...page };
  }

  updateContact(call: CallContext, { contact, updateMask }: UpdateContactRequest) {
    return this.verbs.update(call, contact, updateMask);
  }

  deleteContact(call: CallContext, { id, etag }: DeleteRequest) {
    return this.verbs.remove(call, id, etag);
  }

  restoreContact(call: CallContext, { id }: RestoreRequest) {
    return this.verbs.restore(call, id);
  }

  eraseContact(call: CallContext, { id }: EraseContactRequest) {
    return this.work.run(call, async (tx) => {
      await this.contacts.erase(tx, id);
      await this.traces.erase(tx, id);
      tx.say(ContactErasedSchema, { contactId: id });
      return { id, erasedAt: timestampFromDate(tx.now) };
    });
  }

  batchWriteContacts(call: CallContext, { contacts }: BatchWriteContactsRequest) {
    return this.verbs.batch(call, contacts, (outcome) => ({
      outcome: 'record' in outcome ? { case: 'contact' as const, value: outcome.record } : { case: 'problem' as const, value: outcome.problem },
    }));
  }
}
