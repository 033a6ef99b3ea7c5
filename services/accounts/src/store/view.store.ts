import { Injectable } from '@nestjs/common';
import { ViewSchema } from '@rapport/contracts';
import { RecordParts, Records } from '@rapport/persistence';

/** Views as they are kept: columns, sealing and lists are derived from the contract. */
@Injectable()
export class ViewStore extends Records<typeof ViewSchema> {
  constructor(parts: RecordParts) {
    super(ViewSchema, parts);
  }
}
