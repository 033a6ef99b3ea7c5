import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  ContactCreatedSchema,
  ContactDeletedSchema,
  ContactRestoredSchema,
  ContactSchema,
  ContactService,
  ContactUpdatedSchema,
  type EraseContactRequest,
  type PlainOf,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { Erasures, UnitOfWork, type NounRules } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { changedContact, newContact } from '../domain/contact.js';
import { ContactEraser } from '../store/contact.eraser.js';
import { ContactStore } from '../store/contact.store.js';

const rules: NounRules<PlainOf<typeof ContactSchema>> = {
  created: (draft, { call }) => newContact(draft, call.principal),
  changed: changedContact,
  externalId: 'externalId',
  events: { created: ContactCreatedSchema, updated: ContactUpdatedSchema, deleted: ContactDeletedSchema, restored: ContactRestoredSchema },
};

@Serves(ContactService)
export class ContactApi extends recordDoor(ContactService, ContactSchema, 'contacts') implements Serving<typeof ContactService> {
  constructor(
    private readonly work: UnitOfWork,
    contacts: ContactStore,
    private readonly eraser: ContactEraser,
    private readonly erasures: Erasures,
  ) {
    super(work, contacts, rules);
  }

  async eraseContact(call: CallContext, { id }: EraseContactRequest) {
    const erased = this.work.run(call, async (tx) => {
      await this.eraser.erase(tx, id);
      return { id, erasedAt: timestampFromDate(tx.now) };
    });
    // Also after a refusal: whoever asks again for what is erased already may be asking because it was not noted.
    return erased.finally(() => this.erasures.settle());
  }
}
