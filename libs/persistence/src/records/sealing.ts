import type { OpenDek } from '@rapport/crypto';
import type { Column, RecordShape } from './record-shape.js';

/** A record in memory: its fields by their names in code. */
export type Values = Readonly<Record<string, unknown>>;
/** A record in its table: its columns by their names in SQL. */
export type Row = Record<string, unknown>;
/** Whose record it is and which: what its envelopes are bound to. */
export interface Identity {
  readonly tenant: string;
  readonly id: string;
  readonly subject: string;
}

/** The columns that these fields of a record fill; sealed ones as envelopes that open at this very row only. */
export function sealRow(shape: RecordShape, identity: Identity, dek: OpenDek, values: Values, columns = shape.columns): Row {
  const row: Row = {};
  for (const column of columns) {
    const value = values[column.key];
    if (column.kind === 'ref') {
      const ref = value as { noun: string; id: string } | undefined;
      row[`${column.name}_noun`] = ref?.noun ?? null;
      row[`${column.name}_id`] = ref?.id ?? null;
    } else {
      row[column.name] = isSealed(column) ? sealed(shape, identity, dek, column, value) : stored(column, value);
    }
  }
  return row;
}

/** The record that a row holds. `hidden` columns are left out unopened. */
export function openRow(shape: RecordShape, identity: Identity, dek: OpenDek, row: Row, hidden: ReadonlySet<string>): Values {
  const values: Record<string, unknown> = {};
  for (const column of shape.columns) {
    if (hidden.has(column.key)) continue;
    const value =
      column.kind === 'ref' ? refOf(column, row) : isSealed(column) ? opened(shape, identity, dek, column, row[column.name]) : read(column, row[column.name]);
    if (value !== undefined) values[column.key] = value;
    else if (column.field.fieldKind === 'list') values[column.key] = [];
    else if (isText(column)) values[column.key] = '';
  }
  return values;
}

/** Whether the column's value is an envelope. */
export function isSealed(column: Column): boolean {
  return column.kind === 'sealed' || column.kind === 'custom';
}

/** One column's envelope opened; nothing for an empty one. */
export function opened(shape: RecordShape, identity: Identity, dek: OpenDek, column: Column, envelope: unknown): unknown {
  if (envelope === null || envelope === undefined) return undefined;
  const text = dek.open(placeOf(shape, identity, column), envelope as Uint8Array);
  return isText(column) ? text : JSON.parse(text);
}

function sealed(shape: RecordShape, identity: Identity, dek: OpenDek, column: Column, value: unknown): Buffer | null {
  if (isEmpty(value)) return null;
  return dek.seal(placeOf(shape, identity, column), isText(column) ? (value as string) : JSON.stringify(value));
}

function placeOf(shape: RecordShape, { tenant, id, subject }: Identity, column: Column) {
  return { tenant, table: `${shape.schema}.${shape.table}`, column: column.name, row: id, subject };
}

function isText(column: Column): boolean {
  return column.field.fieldKind === 'scalar';
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

function stored(column: Column, value: unknown): unknown {
  if (column.kind === 'texts') return value ?? [];
  if (column.kind === 'choice') return value ?? 0;
  if (column.kind === 'flag') return value ?? false;
  if (column.kind === 'facts') return JSON.stringify(value ?? {});
  if (column.kind === 'items') return JSON.stringify(value ?? []);
  if (column.kind === 'text') return value === '' || value === undefined ? null : value;
  // A number that the contract does not call optional is never absent, on the wire or here.
  if (column.kind === 'number' && column.field.presence === implicitPresence) return value ?? 0;
  return value ?? null;
}

const implicitPresence = 2;

function read(column: Column, value: unknown): unknown {
  if (column.kind === 'text') return value ?? '';
  if (column.kind === 'choice' || column.kind === 'number') return Number(value ?? 0);
  if (column.kind === 'flag') return value ?? false;
  return value ?? undefined;
}

function refOf(column: Column, row: Row): unknown {
  const id = row[`${column.name}_id`];
  return id ? { noun: row[`${column.name}_noun`], id } : undefined;
}
