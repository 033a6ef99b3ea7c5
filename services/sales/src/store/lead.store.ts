import { Injectable } from '@nestjs/common';
import { LeadSchema } from '@rapport/contracts';
import { RecordParts, Records, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Leads as they are kept, each sealed with a key of its own. */
@Injectable()
export class LeadStore extends Records<typeof LeadSchema> {
  constructor(parts: RecordParts) {
    super(LeadSchema, parts);
  }

  /** The leads that became this person, deleted ones too. */
  async idsOfContact(tx: Tx, contactId: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`select id from leads where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }
}
