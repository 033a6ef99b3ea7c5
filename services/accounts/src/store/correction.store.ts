import { Injectable } from '@nestjs/common';
import { CorrectionSchema } from '@rapport/contracts';
import { RecordParts, Records } from '@rapport/persistence';

/** Corrections as they are kept, sealed with the key of the customer whose they are. */
@Injectable()
export class CorrectionStore extends Records<typeof CorrectionSchema> {
  constructor(parts: RecordParts) {
    super(CorrectionSchema, parts);
  }
}
