import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Something that came with a conversion; the etag only where it is new. */
export interface CameWith {
  readonly id: string;
  readonly createdEtag?: string;
}

/** What became of a lead. */
export interface Conversion {
  readonly state: 'converted' | 'reverting' | 'reverted';
  readonly formerStatus: number;
  readonly contact: CameWith | undefined;
  readonly company: CameWith | undefined;
  readonly dealId: string;
}

interface Row {
  readonly state: Conversion['state'];
  readonly former_status: number;
  readonly contact_id: string | null;
  readonly contact_etag: string | null;
  readonly company_id: string | null;
  readonly company_etag: string | null;
  readonly deal_id: string | null;
}

/** Conversions as they are kept, one a lead. */
@Injectable()
export class ConversionStore {
  async of(tx: Tx, leadId: string): Promise<Conversion | undefined> {
    const { rows } = await sql<Row>`select state, former_status, contact_id, contact_etag, company_id, company_etag, deal_id from conversions
      where tenant_id = ${tx.call.tenant} and lead_id = ${leadId}::uuid`.execute(tx.sql);
    const row = rows[0];
    if (!row) return undefined;
    return {
      state: row.state,
      formerStatus: row.former_status,
      contact: cameWith(row.contact_id, row.contact_etag),
      company: cameWith(row.company_id, row.company_etag),
      dealId: row.deal_id ?? '',
    };
  }

  async put(tx: Tx, leadId: string, { state, formerStatus, contact, company, dealId }: Conversion): Promise<void> {
    await sql`insert into conversions (tenant_id, lead_id, state, former_status, contact_id, contact_etag, company_id, company_etag, deal_id, converted_at)
      values (${tx.call.tenant}, ${leadId}::uuid, ${state}, ${formerStatus}::int, ${contact?.id ?? null}, ${contact?.createdEtag ?? null}, ${company?.id ?? null},
        ${company?.createdEtag ?? null}, ${dealId || null}, ${tx.now})
      on conflict (tenant_id, lead_id) do update set state = excluded.state, former_status = excluded.former_status, contact_id = excluded.contact_id,
        contact_etag = excluded.contact_etag, company_id = excluded.company_id, company_etag = excluded.company_etag, deal_id = excluded.deal_id,
        converted_at = excluded.converted_at`.execute(tx.sql);
  }

  async mark(tx: Tx, leadId: string, state: Conversion['state']): Promise<void> {
    await sql`update conversions set state = ${state} where tenant_id = ${tx.call.tenant} and lead_id = ${leadId}::uuid`.execute(tx.sql);
  }

  async forget(tx: Tx, leadId: string): Promise<void> {
    await sql`delete from conversions where tenant_id = ${tx.call.tenant} and lead_id = ${leadId}::uuid`.execute(tx.sql);
  }
}

function cameWith(id: string | null, createdEtag: string | null): CameWith | undefined {
  return id ? { id, ...(createdEtag && { createdEtag }) } : undefined;
}
