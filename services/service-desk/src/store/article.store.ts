import { Injectable } from '@nestjs/common';
import { ArticleSchema } from '@rapport/contracts';
import { RecordParts, Records } from '@rapport/persistence';

/** Articles as they are being written. */
@Injectable()
export class ArticleStore extends Records<typeof ArticleSchema> {
  constructor(parts: RecordParts) {
    super(ArticleSchema, parts);
  }
}
