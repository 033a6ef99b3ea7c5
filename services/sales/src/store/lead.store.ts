import { Injectable } from '@nestjs/common';
import { LeadSchema } from '@rapport/contracts';
import { RecordParts, Records, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { missingIn } from './missing.js';

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

  /** Those of the ids that no lead has. */
  async missing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return missingIn(tx, 'leads', ids);
  }

  /** Lets a lead be older than it is: for made-up ones. */
  backdate(tx: Tx, id: string, created: Date, changed: Date): void {
    tx.later(sql`update leads set created_at = ${created}, updated_at = ${changed} where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`);
  }
}
