import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Person } from '../domain/decision.js';
import type { Action, Entry } from '../domain/ledger.js';

interface KeptEntry {
  readonly id: string;
  readonly purpose: string | null;
  readonly channel: string | null;
  readonly action: Action;
  readonly language: string | null;
  readonly version: number;
  /** Microseconds since 1970. */
  readonly at: number;
}

interface Row {
  readonly id: string;
  readonly known: boolean;
  readonly entries: readonly KeptEntry[];
}

/** People as decisions see them: whether they are known, and what they said. */
@Injectable()
export class PersonStore {
  /**
   * These people, with all that they said about a purpose (about all of them when none is named) and about all processing; in one query. Somebody is known as long as
   * there is a key for them, which the customer base makes with the record and destroys with the person's data, and their record is not deleted.
   */
  async of(tx: Tx, ids: readonly string[], purpose = ''): Promise<ReadonlyMap<string, Person>> {
    const { tenant } = tx.call;
    const { rows } = await sql<Row>`select s.text as id, k.subject is not null and d.contact_id is null as known,
        coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'purpose', c.purpose, 'channel', c.channel, 'action', c.action, 'language', c.language,
            'version', c.text_version, 'at', (extract(epoch from c.occurred_at) * 1000000)::bigint))
          from consents c where c.tenant_id = ${tenant} and c.contact_id = s.id and (${purpose} = '' or c.purpose is null or c.purpose = ${purpose})), '[]') as entries
      from unnest(${[...ids]}::uuid[], ${[...ids]}::text[]) s (id, text)
      left join keyring.subject_keys k on k.tenant_id = ${tenant} and k.subject = s.text
      left join departed d on d.tenant_id = ${tenant} and d.contact_id = s.id`.execute(tx.sql);
    return new Map(rows.filter(({ known }) => known).map(({ id, entries }) => [id, { entries: entries.map(entryOf) }]));
  }

  /** The person's record was deleted, restorably. */
  async leave(tx: Tx, contactId: string): Promise<void> {
    await sql`insert into departed (tenant_id, contact_id, since) values (${tx.call.tenant}, ${contactId}::uuid, ${tx.now}) on conflict do nothing`.execute(
      tx.sql,
    );
  }

  /** It was brought back, or destroyed for good. */
  async comeBack(tx: Tx, contactId: string): Promise<void> {
    await sql`delete from departed where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}::uuid`.execute(tx.sql);
  }
}

function entryOf({ id, purpose, channel, action, language, version, at }: KeptEntry): Entry {
  return {
    id,
    purpose: purpose ?? '',
    channel: channel ?? '',
    action,
    language: language ?? '',
    textVersion: version,
    occurredAt: new Date(at / 1000),
  };
}
