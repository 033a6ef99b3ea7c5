import { Injectable } from '@nestjs/common';
import { ContactDeletedSchema, ContactErasedSchema, ContactRestoredSchema } from '@rapport/contracts';
import { On, type Said } from '@rapport/messaging';
import type { Tx } from '@rapport/persistence';
import { ConsentStore } from '../store/consent.store.js';
import { PersonStore } from '../store/person.store.js';

/** Whose record goes, of them nothing is allowed; whose data is erased, of them no evidence is kept. */
@Injectable()
export class KeepPeople {
  constructor(
    private readonly people: PersonStore,
    private readonly consents: ConsentStore,
  ) {}

  @On(ContactDeletedSchema)
  deleted(tx: Tx, { contactId }: Said<typeof ContactDeletedSchema>) {
    return this.people.leave(tx, contactId);
  }

  @On(ContactRestoredSchema)
  restored(tx: Tx, { contactId }: Said<typeof ContactRestoredSchema>) {
    return this.people.comeBack(tx, contactId);
  }

  @On(ContactErasedSchema)
  async erased(tx: Tx, { contactId }: Said<typeof ContactErasedSchema>) {
    await this.consents.forget(tx, contactId);
    await this.people.comeBack(tx, contactId);
  }
}
