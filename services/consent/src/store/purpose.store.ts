import { Injectable } from '@nestjs/common';
import { PurposeSchema, type PlainOf } from '@rapport/contracts';
import { RecordParts, Records, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { PurposeRules } from '../domain/purpose.js';

/** A purpose in use, with its rules and its names. */
export interface PurposeInUse extends PurposeRules {
  readonly id: string;
  readonly nameEn: string;
  readonly nameRu: string;
  readonly descriptionEn: string;
  readonly descriptionRu: string;
}

/** Purposes as they are kept. */
@Injectable()
export class PurposeStore extends Records<typeof PurposeSchema> {
  constructor(parts: RecordParts) {
    super(PurposeSchema, parts);
  }

  /** The purpose of this key that is in use; nothing when there is none. */
  async inUse(tx: Tx, key: string): Promise<PurposeInUse | undefined> {
    return (await this.allInUse(tx, key))[0];
  }

  /** Purposes in use, in the order in which they were added: all, or that of a key. */
  async allInUse(tx: Tx, key = ''): Promise<PurposeInUse[]> {
    const { rows } = await sql<PurposeInUse>`select p.id, p.key, p.basis, p.channels, p.double_opt_in as "doubleOptIn", p.validity_days as "validityDays",
        p.automated_decision as "automatedDecision", coalesce(p.name_en, '') as "nameEn", coalesce(p.name_ru, '') as "nameRu",
        coalesce(p.description_en, '') as "descriptionEn", coalesce(p.description_ru, '') as "descriptionRu",
        coalesce((select jsonb_agg(jsonb_build_object('language', r.language, 'version', r.version))
          from (select t.language, max(t.version) as version from purpose_texts t
            where t.tenant_id = p.tenant_id and t.purpose_id = p.id and t.renews_consent group by t.language) r), '[]') as renewals
      from purposes p where p.tenant_id = ${tx.call.tenant} and p.deleted_at is null and (${key} = '' or p.key = ${key}) order by p.created_at, p.id`.execute(
      tx.sql,
    );
    return rows;
  }

  /** The purpose of this key, whether in use or not: for what was said about it once. */
  async ofKey(tx: Tx, key: string): Promise<PlainOf<typeof PurposeSchema> | undefined> {
    return (await this.where(tx, sql<boolean>`t.key = ${key}`))[0];
  }
}
