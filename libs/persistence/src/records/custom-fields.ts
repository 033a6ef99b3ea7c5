import { AppError, type Violation, type Word } from '@rapport/kernel';
import { sql } from 'kysely';
import type { Tx } from '../work/tx.js';
import type { RecordShape } from './record-shape.js';
import type { Values } from './sealing.js';

/** What values a tenant's own field takes. */
export type CustomFieldKind = 'text' | 'number' | 'date' | 'flag' | 'choice';

/** A field that a tenant added to a noun. */
export interface CustomField {
  readonly id: string;
  readonly key: string;
  readonly type: CustomFieldKind;
  readonly choices: readonly string[];
}

/** The tenant's active definitions for a noun, by key. */
export async function customFieldsOf(tx: Tx, shape: RecordShape): Promise<ReadonlyMap<string, CustomField>> {
  if (!shape.custom) return new Map();
  const { rows } = await sql<CustomField>`select id, key, type, choices from ${sql.table(`${shape.schema}.custom_fields`)}
    where tenant_id = ${tx.call.tenant} and noun = ${shape.noun} and retired_at is null`.execute(tx.sql);
  return new Map(rows.map((row) => [row.key, row]));
}

/** Refuses values that their definitions do not allow, each with its place. */
export function assertCustom(fields: ReadonlyMap<string, CustomField>, values: Values): void {
  const violations = Object.entries(values).flatMap(([key, value]): Violation[] => {
    const pointer = `/custom/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const field = fields.get(key);
    if (!field) return [{ pointer, reason: 'UNKNOWN_CUSTOM_FIELD', params: { key: key.slice(0, 60) } }];
    return value === null || fits(field, value) ? [] : [wrong(field, value, pointer)];
  });
  if (violations.length > 0) throw new AppError('invalid', 'INVALID_REQUEST', { violations });
}

/** Keeps the index of a record's numbers, dates, flags and choices, by which lists filter and sort; texts are found by blind tokens instead. */
export async function indexCustom(tx: Tx, shape: RecordShape, recordId: string, fields: ReadonlyMap<string, CustomField>, values: Values): Promise<void> {
  const table = sql.table(`${shape.schema}.custom_values`);
  await sql`delete from ${table} where tenant_id = ${tx.call.tenant} and record_id = ${recordId}`.execute(tx.sql);
  const rows = Object.entries(values).flatMap(([key, value]) => {
    const field = fields.get(key);
    if (!field || field.type === 'text' || value === null || value === undefined) return [];
    return [
      sql`(${tx.call.tenant}, ${field.id}::uuid, ${recordId}::uuid, ${field.type === 'number' ? value : null}::numeric, ${field.type === 'number' ? null : String(value)})`,
    ];
  });
  if (rows.length > 0) await sql`insert into ${table} (tenant_id, field_id, record_id, number, text) values ${sql.join(rows)}`.execute(tx.sql);
}

/** The texts among a record's own fields, as `key=value`, for blind tokens. */
export function customTexts(fields: ReadonlyMap<string, CustomField>, values: Values): string[] {
  return Object.entries(values).flatMap(([key, value]) => (fields.get(key)?.type === 'text' && typeof value === 'string' ? [`${key}=${value}`] : []));
}

const longestText = 2000;

const fitting: Readonly<Record<CustomFieldKind, (value: unknown, field: CustomField) => boolean>> = {
  text: (value) => typeof value === 'string' && [...value].length <= longestText,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  flag: (value) => typeof value === 'boolean',
  date: (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value),
  choice: (value, field) => typeof value === 'string' && field.choices.includes(value),
};

function fits(field: CustomField, value: unknown): boolean {
  return fitting[field.type](value, field);
}

function wrong(field: CustomField, value: unknown, pointer: string): Violation {
  if (field.type === 'choice') return { pointer, reason: 'NOT_ALLOWED_VALUE', params: { allowed: field.choices.join(', ') } };
  if (field.type === 'date') return { pointer, reason: 'INVALID_DATE' };
  if (typeof value === 'string' && field.type === 'text') return { pointer, reason: 'TOO_LONG', params: { max: longestText, length: [...value].length } };
  return { pointer, reason: 'WRONG_TYPE', params: { expected: expectations[field.type] } };
}

const expectations = { text: 'string', number: 'number', flag: 'boolean' } as const satisfies Partial<Record<CustomFieldKind, Word>>;
