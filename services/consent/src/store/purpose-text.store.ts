import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RecordParts, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** One version of what people are told, in one language. */
export interface PurposeTextRow {
  readonly id: string;
  readonly purposeId: string;
  readonly language: string;
  readonly version: number;
  readonly body: string;
  readonly digest: string;
  readonly renewsConsent: boolean;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

const columns = sql`id, purpose_id as "purposeId", language, version, body, encode(digest, 'hex') as digest, renews_consent as "renewsConsent",
  published_at as "publishedAt", published_by as "publishedBy"`;

/** Published texts as they are kept: added, never changed. */
@Injectable()
export class PurposeTextStore {
  constructor(private readonly parts: RecordParts) {}

  /** Publishes the next version in a language. Of two at once, the second waits and gets the version after. */
  async publish(tx: Tx, text: Pick<PurposeTextRow, 'purposeId' | 'language' | 'body' | 'renewsConsent'>): Promise<PurposeTextRow> {
    const { purposeId, language, body, renewsConsent } = text;
    await sql`select from purposes where tenant_id = ${tx.call.tenant} and id = ${purposeId}::uuid for update`.execute(tx.sql);
    const digest = createHash('sha256').update(body).digest();
    const { rows } = await sql<PurposeTextRow>`insert into purpose_texts
        (tenant_id, id, purpose_id, language, version, body, digest, renews_consent, published_at, published_by)
      select ${tx.call.tenant}, ${this.parts.ids.next()}::uuid, ${purposeId}::uuid, ${language}, coalesce(max(version), 0) + 1, ${body}, ${digest}::bytea, ${renewsConsent},
        ${tx.now}::timestamptz, ${tx.call.principal.id}
      from purpose_texts where tenant_id = ${tx.call.tenant} and purpose_id = ${purposeId}::uuid and language = ${language}
      returning ${columns}`.execute(tx.sql);
    return rows[0]!;
  }

  /** All texts of a purpose, the newest first. */
  async list(tx: Tx, purposeId: string): Promise<PurposeTextRow[]> {
    const { rows } = await sql<PurposeTextRow>`select ${columns} from purpose_texts
      where tenant_id = ${tx.call.tenant} and purpose_id = ${purposeId}::uuid order by published_at desc, language, version desc`.execute(tx.sql);
    return rows;
  }

  /** The newest text of each purpose in a language; in another one where there is none in this. */
  async inForce(tx: Tx, language: string): Promise<ReadonlyMap<string, PurposeTextRow>> {
    const { rows } = await sql<PurposeTextRow>`select distinct on (purpose_id) ${columns} from purpose_texts
      where tenant_id = ${tx.call.tenant} order by purpose_id, language = ${language} desc, version desc`.execute(tx.sql);
    return new Map(rows.map((row) => [row.purposeId, row]));
  }

  /** One version; the newest for 0. Nothing when there is none. */
  async find(tx: Tx, purposeId: string, language: string, version: number): Promise<PurposeTextRow | undefined> {
    const { rows } = await sql<PurposeTextRow>`select ${columns} from purpose_texts where tenant_id = ${tx.call.tenant} and purpose_id = ${purposeId}::uuid
      and language = ${language} and (${version} = 0 or version = ${version}) order by version desc limit 1`.execute(tx.sql);
    return rows[0];
  }
}
