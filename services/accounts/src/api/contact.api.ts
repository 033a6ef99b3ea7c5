import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  ContactCreatedSchema,
  ContactDeletedSchema,
  ContactErasedSchema,
  ContactRestoredSchema,
  ContactSchema,
  ContactService,
  ContactUpdatedSchema,
  type EraseContactRequest,
  type PlainOf,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
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
export class ContactApi extends recordDoor(ContactService, ContactSchema, 'contacts') implements Serving<typeof ContactService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contacts: ContactStore,
    private readonly traces: TraceStore,
  ) {
    super(work, contacts, rules);
  }

  eraseContact(call: CallContext, { id }: EraseContactRequest) {
    return this.work.run(call, async (tx) => {
      await this.contacts.erase(tx, id);
      await this.traces.erase(tx, id);
      tx.say(ContactErasedSchema, { contactId: id });
      return { id, erasedAt: timestampFromDate(tx.now) };
    });
  }
}
