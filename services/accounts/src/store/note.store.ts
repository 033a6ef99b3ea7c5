import { Injectable } from '@nestjs/common';
import { NoteSchema, type PlainOf } from '@rapport/contracts';
import { RecordParts, Records, type Page, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Notes as they are kept, sealed with the key of the customer whom they are about. */
@Injectable()
export class NoteStore extends Records<typeof NoteSchema> {
  constructor(parts: RecordParts) {
    super(NoteSchema, parts);
  }

  /** One page of the notes about a customer, newest first. */
  about(tx: Tx, subjectId: string, page: { readonly pageSize: number; readonly pageToken: string }): Promise<Page<PlainOf<typeof NoteSchema>>> {
    const request = { ...page, filter: '', orderBy: 'created_at desc', fields: '', showDeleted: false, count: false };
    return this.page(tx, request, { inAddress: true, within: sql<boolean>`t.subject_id = ${subjectId}::uuid` });
  }
}
