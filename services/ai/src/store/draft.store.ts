import { Injectable } from '@nestjs/common';
import { DraftSchema, type PlainOf } from '@rapport/contracts';
import { RecordParts, Records } from '@rapport/persistence';

/** A draft as it is kept: without what is worked out when it is shown. */
export type DraftRow = Omit<PlainOf<typeof DraftSchema>, 'advice'>;

/** E-mails to customers, sealed with the customer's key. */
@Injectable()
export class DraftStore extends Records<typeof DraftSchema, DraftRow> {
  constructor(parts: RecordParts) {
    super(DraftSchema, parts);
  }
}
