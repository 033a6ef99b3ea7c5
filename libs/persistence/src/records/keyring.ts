import { BlindIndex, indexSubject, newDek, type DekCache, type Keks, type Lease, type Region, type WrappedKey } from '@rapport/crypto';
import { AppError } from '@rapport/kernel';
import { sql } from 'kysely';
import type { Tx } from '../work/tx.js';

/** A key's row in `keyring.subject_keys`. */
export interface KeyRow {
  readonly subject: string;
  readonly generation: number;
  readonly kek_id: string;
  readonly wrapped: Uint8Array;
}

interface Used {
  readonly key: WrappedKey;
  /** Made by this command: gone if it fails. */
  readonly isNew: boolean;
}

/** The key's columns for a join, named apart from the record's own. */
export const keyColumns = sql`k.subject as "key.subject", k.generation as "key.generation", k.kek_id as "key.kek_id", k.wrapped as "key.wrapped"`;

/** The keys of a tenant's people, and of its search index: kept wrapped in their own schema, opened for the length of a piece of work. */
export class Keyring {
  private readonly indexes = new Map<string, BlindIndex>();
  /** Of commands alone: whose keys each used, for what it answers is kept. */
  private readonly used = new WeakMap<Tx, Map<string, Used>>();

  constructor(
    private readonly keks: Keks,
    private readonly cache: DekCache,
    /** Whose phone numbers need no country code. */
    private readonly region?: Region,
  ) {}

  /** Makes the first key of a new subject, in the same transaction as the record that needs it. */
  async create(tx: Tx, subject: string): Promise<Lease> {
    const dek = newDek();
    const [made] = await this.keks.wrap([{ owner: { tenant: tx.call.tenant, subject, generation: 1 }, key: dek }]);
    dek.fill(0);
    tx.later(this.kept(tx, subject, made!));
    this.note(tx, [made!], true);
    return this.cache.open([made!]);
  }

  /** The key of a subject who has one. Throws `ERASED` when it was destroyed. */
  async of(tx: Tx, subject: string): Promise<Lease> {
    const row = await this.row(tx, subject);
    if (!row) throw new AppError('not_found', 'ERASED');
    return this.open(tx, [row]);
  }

  /** The key of a subject, made when this is the first thing known of them; of two that make it at once, both get the one that was first. */
  async ofOrCreate(tx: Tx, subject: string): Promise<Lease> {
    if (!(await this.row(tx, subject))) (await this.create(tx, subject)).release();
    return this.of(tx, subject);
  }

  /** Keys of rows that a query joined, in their order. */
  async open(tx: Tx, rows: readonly KeyRow[]): Promise<Lease> {
    const keys = rows.map((row) => wrappedKey(tx.call.tenant, row));
    this.note(tx, keys, false);
    return this.cache.open(keys);
  }

  /** Those among some ids whose keys the command at hand used: nobody else's data can be in its answer. Of one that failed, without those that it made, which are gone. */
  usedAmong(tx: Tx, ids: readonly string[], failed: boolean): string[] {
    const used = this.used.get(tx);
    return ids.filter((id) => used?.has(id) && !(failed && used.get(id)!.isNew));
  }

  /** The keys of subjects that the command at hand used. */
  ofUsed(tx: Tx, subjects: readonly string[]): Promise<Lease> {
    const used = this.used.get(tx)!;
    return this.cache.open(subjects.map((subject) => used.get(subject)!.key));
  }

  /**
   * Destroys a subject's key: everything sealed with it is unreadable from the commit on, in every table, index, stream and backup made after.
   * What was erased is written down for the ledger outside (`Erasures.settle`), which keeps it erased in a database restored from a backup made before.
   */
  async shred(tx: Tx, subject: string, { noun, id }: { readonly noun: string; readonly id: string }): Promise<void> {
    await sql`insert into keyring.erasures (tenant_id, service, noun, id, erased_at) values (${tx.call.tenant}, current_schema(), ${noun}, ${id}, ${tx.now})
      on conflict do nothing`.execute(tx.sql);
    await sql`delete from keyring.subject_keys where tenant_id = ${tx.call.tenant} and subject = ${subject}`.execute(tx.sql);
    this.cache.forget(tx.call.tenant, subject);
  }

  /** The blind index of one noun of the caller's tenant; its root key is made once a tenant. */
  async index(tx: Tx, noun: string): Promise<BlindIndex> {
    const { tenant } = tx.call;
    const name = `${tenant}/${noun}`;
    const known = this.indexes.get(name);
    if (known) return known;
    const kept = await this.row(tx, indexSubject);
    const row = kept ?? (await this.createIndexKey(tx));
    const [root] = await this.keks.unwrap([wrappedKey(tenant, row)]);
    const index = new BlindIndex(root!, { tenant, noun, ...(this.region && { region: this.region }) });
    root!.fill(0);
    // A key made in this transaction is gone if it rolls back: it is remembered once it was read from a committed one.
    if (kept) this.indexes.set(name, index);
    return index;
  }

  private note(tx: Tx, keys: readonly WrappedKey[], isNew: boolean): void {
    if (!tx.call.command) return;
    const used = this.used.get(tx) ?? new Map<string, Used>();
    this.used.set(tx, used);
    for (const key of keys) if (!used.has(key.subject)) used.set(key.subject, { key, isNew });
  }

  private async createIndexKey(tx: Tx): Promise<KeyRow> {
    const [made] = await this.keks.wrap([{ owner: { tenant: tx.call.tenant, subject: indexSubject, generation: 1 }, key: newDek() }]);
    tx.later(this.kept(tx, indexSubject, made!));
    return (await this.row(tx, indexSubject))!;
  }

  private kept(tx: Tx, subject: string, { kekId, bytes }: WrappedKey) {
    return sql`insert into keyring.subject_keys (tenant_id, subject, generation, kek_id, wrapped)
      values (${tx.call.tenant}, ${subject}, 1, ${kekId}, ${bytes}) on conflict do nothing`;
  }

  private async row(tx: Tx, subject: string): Promise<KeyRow | undefined> {
    const { rows } = await sql<KeyRow>`select subject, generation, kek_id, wrapped from keyring.subject_keys
      where tenant_id = ${tx.call.tenant} and subject = ${subject}`.execute(tx.sql);
    return rows[0];
  }
}

function wrappedKey(tenant: string, row: KeyRow): WrappedKey {
  return { tenant, subject: row.subject, generation: row.generation, kekId: row.kek_id, bytes: row.wrapped };
}
