import { Injectable } from '@nestjs/common';
import { ContactSchema } from '@rapport/contracts';
import { RecordParts } from '@rapport/persistence';
import { CustomerStore } from './customer.store.js';

/** People as they are kept: columns, sealing, search and lists are derived from the contract. */
@Injectable()
export class ContactStore extends CustomerStore<typeof ContactSchema> {
  constructor(parts: RecordParts) {
    super(ContactSchema, parts);
  }
}
