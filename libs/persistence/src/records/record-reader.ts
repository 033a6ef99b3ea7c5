import { AppError } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../work/tx.js';
import { hiddenFields } from './field-rights.js';
import { identityOf, keyOf, type JoinedRow } from './joined-row.js';
import { keyColumns } from './keyring.js';
import type { RecordParts } from './record-parts.js';
import { keySubject, readColumns, type RecordShape } from './record-shape.js';
import { rowsWithin } from './row-rights.js';
import { openRow, type Values } from './sealing.js';

/** How one record is looked for. */
export interface Looking {
  /** Lock it for a change. */
  readonly forUpdate?: boolean;
  readonly withDeleted?: boolean;
  /** Read these fields alone. */
  readonly only?: ReadonlySet<string>;
  /** Columns to be had beside the record's own. */
  readonly beside?: RawBuilder<unknown>;
}

/** Reads rows of one noun and opens them for somebody: no row beyond their reach, no field that they may not see. */
export class RecordReader {
  constructor(
    private readonly shape: RecordShape,
    private readonly parts: RecordParts,
  ) {}

  /** The row of a record within the caller's right to read. Throws `NOT_FOUND`, also for a record that is not theirs to know of. */
  async row(tx: Tx, id: string, looking: Looking = {}): Promise<JoinedRow> {
    const {
      rows: [row],
    } = await this.select(tx, sql<boolean>`t.id = ${id}::uuid and ${rowsWithin(this.shape, tx.call)}`, looking);
    if (!row || (row['deleted_at'] && !looking.withDeleted)) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: this.shape.noun } });
    if (!row['key.wrapped']) throw new AppError('not_found', 'ERASED');
    return row;
  }

  /** The row that has this value in a unique field; nothing when there is none. Deleted records keep their values. */
  async rowByUnique(tx: Tx, column: string, fingerprint: Uint8Array, looking: Looking = {}): Promise<JoinedRow | undefined> {
    const { rows } = await this.select(tx, sql<boolean>`${sql.ref(`t.${column}_key`)} = ${Buffer.from(fingerprint)}`, looking);
    return rows[0];
  }

  /** Rows by any condition on the table `t`, without rights of their own: the caller has checked them on the record that these belong to. */
  select(tx: Tx, where: RawBuilder<boolean>, looking: Looking = {}) {
    const beside = looking.beside ? sql`, ${looking.beside}` : sql``;
    return sql<JoinedRow>`select ${sql.raw(readColumns(this.shape, looking.only))}, ${keyColumns} ${beside} from ${sql.table(`${this.shape.schema}.${this.shape.table}`)} t
      left join keyring.subject_keys k on k.tenant_id = t.tenant_id and k.subject = ${sql.raw(keySubject)}
      where t.tenant_id = ${tx.call.tenant} and ${where} ${sql.raw(looking.forUpdate ? 'for update of t' : '')}`.execute(tx.sql);
  }

  /** Rows as records, without the fields that the caller may not see nor those not wanted. */
  async open(tx: Tx, rows: readonly JoinedRow[], wanted?: ReadonlySet<string>): Promise<Values[]> {
    const left = new Set(hiddenFields(this.shape, tx.call.rights));
    if (wanted) for (const column of this.shape.columns) if (!wanted.has(column.key)) left.add(column.key);
    const records = await this.opened(tx, rows, left);
    return wanted ? records.map((record) => withoutUnwanted(record, wanted)) : records;
  }

  /** Rows as whole records, for a change or the history; not to be shown as they are. */
  async openWhole(tx: Tx, row: JoinedRow): Promise<Values> {
    return (await this.opened(tx, [row], new Set()))[0]!;
  }

  /** Notes in the audit which personal fields of these records were shown: those that the caller may see, of those wanted. */
  audit(tx: Tx, action: string, ids: readonly string[], wanted?: ReadonlySet<string>): void {
    const shown = this.shape.columns.filter(({ pii, key }) => pii && tx.call.rights.sees(pii) && (!wanted || wanted.has(key)));
    tx.audit({ action, noun: this.shape.noun, ids, fields: shown.map((column) => column.name) });
  }

  private async opened(tx: Tx, rows: readonly JoinedRow[], left: ReadonlySet<string>): Promise<Values[]> {
    using lease = await this.parts.keyring.open(tx, rows.map(keyOf));
    return rows.map((row, index) => ({
      ...openRow(this.shape, identityOf(row), lease.deks[index]!, row, left),
      id: row.id,
      etag: etagOf(row['version'] as bigint),
      createdAt: row['created_at'],
      updatedAt: row['updated_at'],
      ...(row['deleted_at'] ? { deletedAt: row['deleted_at'] } : {}),
    }));
  }
}

function withoutUnwanted(record: Values, wanted: ReadonlySet<string>): Values {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key === 'id' || key === 'etag' || wanted.has(key)));
}

/** The version of a record as callers send it back. */
export function etagOf(version: bigint): string {
  return `v${version}`;
}
