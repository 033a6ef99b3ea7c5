import { wire, writeJson } from '@rapport/contracts';
import { mergeTokens, type BlindIndex, type Lease, type OpenDek } from '@rapport/crypto';
import { AppError, invalid } from '@rapport/kernel';
import { sql } from 'kysely';
import type { Tx } from '../work/tx.js';
import { tokensOf } from './blind-tokens.js';
import { assertCustom, customFieldsOf, customTexts, indexCustom } from './custom-fields.js';
import { assertMayWrite, hiddenFields } from './field-rights.js';
import { identityOf, keyOf, type JoinedRow } from './joined-row.js';
import { rememberVersion, versionOf } from './record-history.js';
import type { RecordParts } from './record-parts.js';
import { etagOf, type RecordReader } from './record-reader.js';
import { keySubjectOf, type Column, type RecordShape } from './record-shape.js';
import { assertWithin, factsOf } from './row-rights.js';
import { isSealed, sealRow, type Identity, type Row, type Values } from './sealing.js';

/** A change of one record: what it was, what it is, and which fields differ. */
export interface Change {
  readonly before: Values;
  readonly after: Values;
  /** Names of the changed fields, as the contract has them; empty when nothing changed and nothing was written. */
  readonly fields: readonly string[];
}

/** Which record, in which version if that matters. */
export interface Target {
  readonly id: string;
  readonly etag: string;
  readonly withDeleted?: boolean;
}

interface Loaded {
  readonly row: JoinedRow;
  readonly identity: Identity;
  readonly dek: OpenDek;
}

/** Writes rows of one noun: sealed, findable, versioned, audited, within the caller's rights. */
export class RecordWriter {
  constructor(
    private readonly shape: RecordShape,
    private readonly parts: RecordParts,
    private readonly reader: RecordReader,
  ) {}

  async insert(tx: Tx, id: string, draft: Values): Promise<Values> {
    const { shape, parts } = this;
    const subject = keySubjectOf(shape, id, draft);
    const identity = { tenant: tx.call.tenant, id, subject };
    const filled = shape.columns.filter((column) => !isBlank(draft[column.key]));
    assertMayWrite(
      shape,
      tx.call.rights,
      filled.map((column) => column.key),
    );
    assertWithin(shape, tx.call, 'write', factsOf(id, draft));
    using lease = subject === id ? await parts.keyring.create(tx, subject) : await this.leaseOf(tx, subject, draft);
    const row = { ...sealRow(shape, identity, lease.deks[0]!, draft), ...(await this.derived(tx, id, draft, filled)) };
    tx.later(tx.sql.insertInto(shape.table).values({ tenant_id: tx.call.tenant, id, version: 1n, created_at: tx.now, updated_at: tx.now, ...row }));
    rememberVersion(tx, { shape, identity, dek: lease.deks[0]! }, 1n, draft);
    parts.ranks.enter(tx, shape, id, draft);
    tx.audit({ action: 'create', noun: shape.noun, ids: [id], fields: filled.map((column) => column.name) });
    return this.shown(tx, { ...draft, id, etag: etagOf(1n), createdAt: tx.now, updatedAt: tx.now });
  }

  /** Applies a change to a record that the caller may write. `etag` empty: whatever version there is. Throws `STALE` with the three versions. */
  async change(tx: Tx, { id, etag, withDeleted = false }: Target, edit: (current: Values) => Values): Promise<Change> {
    const row = await this.reader.row(tx, id, { forUpdate: true, withDeleted });
    assertWithin(this.shape, tx.call, 'write', row);
    using lease = await this.parts.keyring.open(tx, [keyOf(row)]);
    const loaded = { row, identity: identityOf(row), dek: lease.deks[0]! };
    const before = await this.reader.openWhole(tx, row);
    if (etag && etag !== before['etag']) throw await this.stale(tx, loaded, before, etag, edit);
    const after = edit(before);
    const changed = this.shape.columns.filter((column) => !same(before[column.key], after[column.key]));
    if (changed.length === 0) return { before, after: this.shown(tx, before), fields: [] };
    assertMayWrite(
      this.shape,
      tx.call.rights,
      changed.map((column) => column.key),
    );
    // Who shares a record decides who may write it: nobody shares more than they may.
    if (this.shape.shared) assertWithin(this.shape, tx.call, 'write', factsOf(id, after));
    return this.write(tx, loaded, before, after, changed);
  }

  /** Marks a record deleted, or brings it back. */
  async mark(tx: Tx, id: string, etag: string, deleted: boolean): Promise<Values> {
    const row = await this.reader.row(tx, id, { forUpdate: true, withDeleted: !deleted });
    // What has no owner has no right of deletion of its own either: who may write it may remove it.
    assertWithin(this.shape, tx.call, this.shape.owned ? 'delete' : 'write', row);
    const whole = await this.reader.openWhole(tx, row);
    if (etag && etag !== whole['etag']) throw this.staleNow(tx, whole, undefined);
    if (!deleted && !row['deleted_at']) return this.shown(tx, whole);
    using lease = await this.parts.keyring.open(tx, [keyOf(row)]);
    const version = (row['version'] as bigint) + 1n;
    this.update(tx, id, { version, updated_at: tx.now, deleted_at: deleted ? tx.now : null });
    rememberVersion(tx, { shape: this.shape, identity: identityOf(row), dek: lease.deks[0]! }, version, whole);
    tx.audit({ action: deleted ? 'delete' : 'restore', noun: this.shape.noun, ids: [id] });
    const { deletedAt: _, ...rest } = whole;
    return this.shown(tx, { ...rest, etag: etagOf(version), updatedAt: tx.now, ...(deleted ? { deletedAt: tx.now } : {}) });
  }

  /**
   * Destroys a person's record for good: their key first, so that nothing sealed for them opens any more in any table or later backup, then the envelopes,
   * blind tokens, ranks and history themselves. What is left is an id that something was erased under.
   */
  async erase(tx: Tx, id: string): Promise<void> {
    const row = await this.reader.row(tx, id, { forUpdate: true, withDeleted: true });
    await this.parts.keyring.shred(tx, row.subject, { noun: this.shape.noun, id });
    const blank = Object.fromEntries(
      this.shape.columns.filter(isSealed).flatMap((column) => [[column.name, null], ...(column.unique ? [[`${column.name}_key`, null]] : [])]) as [
        string,
        null,
      ][],
    );
    this.parts.ranks.leave(tx, this.shape, id);
    this.update(tx, id, { ...blank, tokens: [], version: (row['version'] as bigint) + 1n, updated_at: tx.now, deleted_at: tx.now });
    await tx.sql.deleteFrom('record_versions').where('tenant_id', '=', tx.call.tenant).where('noun', '=', this.shape.noun).where('id', '=', id).execute();
    if (this.shape.custom) await tx.sql.deleteFrom('custom_values').where('tenant_id', '=', tx.call.tenant).where('record_id', '=', id).execute();
    tx.audit({ action: 'erase', noun: this.shape.noun, ids: [id] });
  }

  /** Removes all records that are about somebody, with their history: what was sealed with a destroyed key is of no use, and blind tokens are not left behind. */
  async forget(tx: Tx, subject: string): Promise<number> {
    const { shape } = this;
    const { rows } = await sql<{ id: string }>`delete from ${sql.table(shape.table)} t
      where t.tenant_id = ${tx.call.tenant} and t.key_subject = ${subject} returning t.id`.execute(tx.sql);
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    const these = (column: string) => sql`tenant_id = ${tx.call.tenant} and ${sql.ref(column)} = any(${ids}::uuid[])`;
    tx.later(sql`delete from record_versions where noun = ${shape.noun} and ${these('id')}`);
    tx.later(sql`delete from ranks where list like ${`${shape.noun}.%`} and ${these('record_id')}`);
    if (shape.custom) tx.later(sql`delete from custom_values where ${these('record_id')}`);
    tx.audit({ action: 'erase', noun: shape.noun, ids });
    return rows.length;
  }

  private async write(tx: Tx, { row, identity, dek }: Loaded, before: Values, after: Values, changed: readonly Column[]): Promise<Change> {
    const version = (row['version'] as bigint) + 1n;
    if (this.shape.keyOf.length > 0 && keySubjectOf(this.shape, row.id, after) !== identity.subject)
      return this.resealed(tx, row.id, version, [before, after, changed]);
    this.update(tx, row.id, {
      ...sealRow(this.shape, identity, dek, after, changed),
      ...(await this.derived(tx, row.id, after, changed, before['custom'] as Values | undefined)),
      version,
      updated_at: tx.now,
    });
    rememberVersion(tx, { shape: this.shape, identity, dek }, version, after);
    this.parts.ranks.enter(tx, this.shape, row.id, after, changed);
    const fields = changed.map((column) => column.name);
    tx.audit({ action: 'update', noun: this.shape.noun, ids: [row.id], fields });
    return { before, after: this.shown(tx, { ...after, etag: etagOf(version), updatedAt: tx.now }), fields };
  }

  /** The key of the customer whose record it is. Where a field names them, it is the field that is wrong when nobody is there. */
  private async leaseOf(tx: Tx, subject: string, values: Values): Promise<Lease> {
    try {
      return await this.parts.keyring.of(tx, subject);
    } catch (thrown) {
      const column = this.shape.columns.find(({ key }) => this.shape.keyOf.includes(key) && values[key] === subject);
      if (!column || !(thrown instanceof AppError && thrown.reason === 'ERASED')) throw thrown;
      throw invalid(`/${column.name}`, 'NOT_FOUND', { noun: column.name.replace(/_id$/, '') });
    }
  }

  /** Another customer's record from now on: sealed anew with their key. Versions sealed with the former one's go. */
  private async resealed(tx: Tx, id: string, version: bigint, [before, after, changed]: readonly [Values, Values, readonly Column[]]): Promise<Change> {
    const { shape } = this;
    const identity = { tenant: tx.call.tenant, id, subject: keySubjectOf(shape, id, after) };
    using lease = await (identity.subject === id ? this.parts.keyring.ofOrCreate(tx, id) : this.leaseOf(tx, identity.subject, after));
    const dek = lease.deks[0]!;
    tx.later(sql`delete from record_versions where tenant_id = ${tx.call.tenant} and noun = ${shape.noun} and id = ${id}::uuid`);
    this.update(tx, id, {
      ...sealRow(shape, identity, dek, after),
      ...(await this.derived(tx, id, after, changed)),
      version,
      updated_at: tx.now,
    });
    rememberVersion(tx, { shape, identity, dek }, version, after);
    this.parts.ranks.enter(tx, shape, id, after, changed);
    const fields = changed.map((column) => column.name);
    tx.audit({ action: 'update', noun: shape.noun, ids: [id], fields });
    return { before, after: this.shown(tx, { ...after, etag: etagOf(version), updatedAt: tx.now }), fields };
  }

  /**
   * Records that outlive the person whose they were, such as a sale: what was sealed for the person is gone, what is not personal stays, without them.
   * Answers their ids.
   */
  async release(tx: Tx, subject: string): Promise<string[]> {
    const { shape } = this;
    const table = sql.table(shape.table);
    const { rows } = await sql<{
      id: string;
    }>`select id from ${table} t where t.tenant_id = ${tx.call.tenant} and t.key_subject = ${subject} for update`.execute(tx.sql);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return ids;
    for (const id of ids) {
      (await this.parts.keyring.ofOrCreate(tx, id)).release();
      this.parts.ranks.leave(tx, shape, id);
    }
    const these = sql`tenant_id = ${tx.call.tenant} and id = any(${ids}::uuid[])`;
    tx.later(sql`delete from record_versions where noun = ${shape.noun} and ${these}`);
    tx.later(sql`update ${table} set ${blankOf(shape, subject)}, version = version + 1, updated_at = ${tx.now} where ${these}`);
    tx.audit({ action: 'erase', noun: shape.noun, ids });
    return ids;
  }

  private update(tx: Tx, id: string, row: Row): void {
    tx.later(tx.sql.updateTable(this.shape.table).set(row).where('tenant_id', '=', tx.call.tenant).where('id', '=', id));
  }

  /** What follows from the sealed values: blind tokens, unique fingerprints, the index of the tenant's own fields. */
  private async derived(tx: Tx, id: string, values: Values, changed: readonly Column[], kept: Values = {}): Promise<Row> {
    const { shape } = this;
    if (!changed.some((column) => isSealed(column))) return {};
    const index = await this.parts.keyring.index(tx, shape.noun);
    const custom = (values['custom'] as Values | undefined) ?? {};
    const texts = changed.some((column) => column.kind === 'custom') || Object.keys(custom).length > 0 ? await this.custom(tx, id, custom, kept) : [];
    const row: Row =
      shape.searchables.length > 0
        ? {
            tokens: mergeTokens(
              tokensOf(shape, index, values),
              texts.flatMap((text) => index.exactToken('FREE_TEXT', text) ?? []),
            ),
          }
        : {};
    for (const column of changed.filter((one) => one.unique)) row[`${column.name}_key`] = await this.fingerprint(tx, id, index, column, values[column.key]);
    return row;
  }

  /** Values that were there before are not judged again: their field may have been retired since. */
  private async custom(tx: Tx, id: string, values: Values, kept: Values): Promise<string[]> {
    const fields = await customFieldsOf(tx, this.shape);
    assertCustom(fields, Object.fromEntries(Object.entries(values).filter(([key, value]) => !(key in kept) || !same(kept[key], value))));
    await indexCustom(tx, this.shape, id, fields, values);
    return customTexts(fields, values);
  }

  private async fingerprint(tx: Tx, id: string, index: BlindIndex, column: Column, value: unknown): Promise<Uint8Array | null> {
    const fingerprint = value ? index.fingerprint(column.pii!, String(value)) : undefined;
    if (!fingerprint) return null;
    const other = await this.reader.rowByUnique(tx, column.name, fingerprint);
    if (other && other.id !== id) {
      throw new AppError('conflict', other['deleted_at'] ? 'DELETED_EXISTS' : 'ALREADY_EXISTS', {
        params: { noun: this.shape.noun, field: column.name },
        existing: { noun: this.shape.noun, id: other.id, field: column.name },
      });
    }
    return fingerprint;
  }

  private async stale(tx: Tx, { identity, dek }: Loaded, current: Values, etag: string, edit: (current: Values) => Values): Promise<AppError> {
    const read = /^v(\d{1,18})$/.exec(etag);
    const original = read ? await versionOf(tx, { shape: this.shape, identity, dek }, BigInt(read[1]!)) : undefined;
    return this.staleNow(tx, current, {
      attempted: edit({ ...(original ?? current), id: current['id'] }),
      original: original && { ...original, id: current['id'], etag },
    });
  }

  private staleNow(tx: Tx, current: Values, versions: { attempted: Values; original: Values | undefined } | undefined): AppError {
    const json = (values: Values | undefined) => values && writeJson(this.shape.desc, wire(this.shape.desc, this.shown(tx, values)));
    return new AppError('stale', 'STALE', { versions: { current: json(current), attempted: json(versions?.attempted), original: json(versions?.original) } });
  }

  private shown(tx: Tx, values: Values): Values {
    const hidden = hiddenFields(this.shape, tx.call.rights);
    return hidden.size === 0 ? values : Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(key)));
  }
}

/** What takes a person from a row: nothing sealed, nothing found, their id in no field that names whose it is. */
function blankOf(shape: RecordShape, subject: string) {
  const sealed = shape.columns.filter(isSealed).map(({ name }) => sql`${sql.ref(name)} = null`);
  const unique = shape.columns.filter((column) => column.unique).map(({ name }) => sql`${sql.ref(`${name}_key`)} = null`);
  const named = shape.columns.filter(({ key }) => shape.keyOf.includes(key)).map(({ name }) => sql`${sql.ref(name)} = nullif(${sql.ref(name)}, ${subject})`);
  return sql.join([...sealed, ...unique, ...named, sql`tokens = '{}'`]);
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0)
  );
}

function same(a: unknown, b: unknown): boolean {
  return (isBlank(a) && isBlank(b)) || JSON.stringify(a) === JSON.stringify(b);
}
