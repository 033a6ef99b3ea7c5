import { Injectable } from '@nestjs/common';
import { NoteSchema } from '@rapport/contracts';
import { RecordParts, Records } from '@rapport/persistence';

/** Notes as they are kept, sealed with the key of the customer whom they are about. */
@Injectable()
export class NoteStore extends Records<typeof NoteSchema> {
  constructor(parts: RecordParts) {
    super(NoteSchema, parts);
  }
}
