import { Injectable } from '@nestjs/common';
import { CompanySchema } from '@rapport/contracts';
import { RecordParts } from '@rapport/persistence';
import { CustomerStore } from './customer.store.js';

/** Companies as they are kept: columns, sealing, search and lists are derived from the contract. */
@Injectable()
export class CompanyStore extends CustomerStore<typeof CompanySchema> {
  constructor(parts: RecordParts) {
    super(CompanySchema, parts);
  }
}
