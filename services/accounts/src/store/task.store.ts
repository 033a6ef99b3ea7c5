import { Injectable } from '@nestjs/common';
import { TaskSchema } from '@rapport/contracts';
import { RecordParts, Records } from '@rapport/persistence';

/** Tasks as they are kept: columns, sealing, search and lists are derived from the contract. */
@Injectable()
export class TaskStore extends Records<typeof TaskSchema> {
  constructor(parts: RecordParts) {
    super(TaskSchema, parts);
  }
}
