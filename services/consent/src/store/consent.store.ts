import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '@rapport/kernel';
import { RecordParts, type Chained, type ChainedRow, type Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import type { Recording } from '../domain/recording.js';

/** An entry of the ledger as it is shown; the evidence is empty for who may not see it, and where it was destroyed. */
export interface ConsentEntry extends Recording {
  readonly id: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly seq: number;
  /** Hexadecimal; empty until it is linked. */
  readonly hash: string;
}

type Row = Omit<ConsentEntry, 'evidence' | 'seq'> & { readonly seq: bigint; readonly sealed: Uint8Array | null; readonly exactly: string };

interface ChainedConsent extends ChainedRow {
  readonly contact_id: string;
  readonly purpose: string | null;
  readonly channel: string | null;
  readonly action: string;
  readonly language: string | null;
  readonly text_version: number;
  readonly way: string;
  readonly evidence_digest: string | null;
  readonly occurred_us: bigint;
  readonly recorded_us: bigint;
  readonly recorded_by: string;
}

/** The ledger as a chain. The digest of the sealed evidence stands for the evidence, which may be destroyed. */
export const consentsChained: Chained<ChainedConsent> = {
  table: 'consents',
  lock: 'consents',
  loop: 'consents-chain',
  columns: `tenant_id, id, contact_id, purpose, channel, action, language, text_version, way, encode(evidence_digest, 'hex') as evidence_digest,
    (extract(epoch from occurred_at) * 1000000)::bigint as occurred_us, (extract(epoch from recorded_at) * 1000000)::bigint as recorded_us, recorded_by`,
  parts: (row) => [
    row.tenant_id,
    row.id,
    row.contact_id,
    row.purpose,
    row.channel,
    row.action,
    row.language,
    String(row.text_version),
    row.way,
    row.evidence_digest,
    String(row.occurred_us),
    String(row.recorded_us),
    row.recorded_by,
  ],
};

const columns = sql`id, contact_id as "contactId", coalesce(purpose, '') as purpose, coalesce(channel, '') as channel, action, coalesce(language, '') as language,
  text_version as "textVersion", way, evidence as sealed, occurred_at as "occurredAt", recorded_at as "recordedAt", recorded_at::text as exactly,
  recorded_by as "recordedBy", coalesce(seq, 0) as seq, coalesce(encode(hash, 'hex'), '') as hash`;

/** The ledger as it is kept: entries are added, never changed; evidence is sealed with the key of the person whom it is about. */
@Injectable()
export class ConsentStore {
  constructor(private readonly parts: RecordParts) {}

  async append(tx: Tx, recording: Recording): Promise<ConsentEntry> {
    const id: string = this.parts.ids.next();
    const { contactId, purpose, channel, action, language, textVersion, way, occurredAt } = recording;
    const evidence = recording.evidence ? await this.sealed(tx, id, recording) : null;
    const digest = evidence && createHash('sha256').update(evidence).digest();
    tx.later(sql`insert into consents
        (tenant_id, id, contact_id, purpose, channel, action, language, text_version, way, evidence, evidence_digest, occurred_at, recorded_at, recorded_by)
      values (${tx.call.tenant}, ${id}::uuid, ${contactId}::uuid, ${purpose || null}, ${channel || null}, ${action}, ${language || null}, ${textVersion}, ${way},
        ${evidence}, ${digest}, ${occurredAt}, ${tx.now}, ${tx.call.principal.id})`);
    tx.audit({ action: 'create', noun: 'consent', ids: [id, contactId], fields: ['action', ...(evidence ? ['evidence'] : [])] });
    return { ...recording, id, recordedAt: tx.now, recordedBy: tx.call.principal.id, seq: 0, hash: '' };
  }

  /** One page of what a person said, the newest first; the reading is audited. */
  async page(tx: Tx, of: { readonly contactId: string; readonly purpose: string }, page: { readonly pageSize: number; readonly pageToken: string }) {
    const size = page.pageSize || 50;
    const list = { tenant: tx.call.tenant, list: `consents ${of.contactId}`, filter: of.purpose, order: '' };
    const position = this.parts.tokens.read(list, page.pageToken);
    const before = position ? sql`and (recorded_at, id) < (${position.value}::timestamptz, ${position.id}::uuid)` : sql``;
    const { rows } = await sql<Row>`select ${columns} from consents where tenant_id = ${tx.call.tenant} and contact_id = ${of.contactId}::uuid
      and (${of.purpose} = '' or purpose = ${of.purpose}) ${before} order by recorded_at desc, id desc limit ${size + 1}`.execute(tx.sql);
    const { shown, nextPageToken } = this.parts.tokens.cut(list, rows, size, ({ exactly, id }) => ({ value: exactly, id }));
    if (shown.length > 0) tx.audit({ action: 'read', noun: 'consent', ids: [of.contactId], fields: ['evidence'] });
    return { consents: await this.opened(tx, of.contactId, shown), nextPageToken };
  }

  /** Whom an entry is about; nothing when there is no such entry. */
  async subjectOf(tx: Tx, id: string): Promise<string | undefined> {
    const { rows } = await sql<{ contact_id: string }>`select contact_id from consents where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`.execute(
      tx.sql,
    );
    return rows[0]?.contact_id;
  }

  /** One entry; nothing when there is none. Whose it is is for the caller to check. The reading is audited. */
  async find(tx: Tx, id: string): Promise<ConsentEntry | undefined> {
    const { rows } = await sql<Row>`select ${columns} from consents where tenant_id = ${tx.call.tenant} and id = ${id}::uuid`.execute(tx.sql);
    if (!rows[0]) return undefined;
    tx.audit({ action: 'read', noun: 'consent', ids: [id, rows[0].contactId], fields: ['evidence'] });
    return (await this.opened(tx, rows[0].contactId, rows))[0];
  }

  /** Destroys the evidence of a person whose key is gone: the envelopes open no more, and are not left behind either. */
  async forget(tx: Tx, contactId: string): Promise<void> {
    await sql`update consents set evidence = null where tenant_id = ${tx.call.tenant} and contact_id = ${contactId}::uuid and evidence is not null`.execute(
      tx.sql,
    );
    tx.audit({ action: 'erase', noun: 'consent', ids: [contactId], fields: ['evidence'] });
  }

  /** The hash of the chain's newest link, hexadecimal; empty while nothing is linked. */
  async head(tx: Tx): Promise<string> {
    const { rows } = await sql<{ head: string }>`select encode(hash, 'hex') as head from consents
      where tenant_id = ${tx.call.tenant} and seq is not null order by seq desc limit 1`.execute(tx.sql);
    return rows[0]?.head ?? '';
  }

  private async sealed(tx: Tx, id: string, { contactId, evidence }: Recording): Promise<Buffer> {
    using lease = await this.parts.keyring.of(tx, contactId);
    return lease.deks[0]!.seal(placeOf(tx, id, contactId), evidence);
  }

  private async opened(tx: Tx, contactId: string, rows: readonly Row[]): Promise<ConsentEntry[]> {
    const isShown = tx.call.rights.sees('FREE_TEXT') && rows.some(({ sealed }) => sealed);
    using lease = isShown ? await this.key(tx, contactId) : undefined;
    return rows.map(({ sealed, exactly: _, seq, ...row }) => ({
      ...row,
      seq: Number(seq),
      evidence: sealed && lease ? lease.deks[0]!.open(placeOf(tx, row.id, contactId), sealed) : '',
    }));
  }

  private key(tx: Tx, contactId: string) {
    return this.parts.keyring.of(tx, contactId).catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.reason === 'ERASED') return undefined;
      throw thrown;
    });
  }
}

function placeOf(tx: Tx, id: string, subject: string) {
  return { tenant: tx.call.tenant, table: 'consent.consents', column: 'evidence', row: id, subject };
}
